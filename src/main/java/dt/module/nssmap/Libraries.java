package dt.module.nssmap;

import dt.nssmap.NssmapConf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the binaries for the hosts are from. */
@FunctionalInterface
public interface Libraries {
    /** Those that travel inside dt. */
    Libraries OF_DT = (arch, file) -> {
        try (var in = NssmapConf.class.getResourceAsStream(arch + "/" + file)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    };

    /** Those that somebody built for himself: {@code FOLDER/amd64/libnss_map.so.2}. */
    static Libraries in(Path folder) {
        return (arch, file) -> {
            var path = folder.resolve(arch).resolve(file);
            try {
                return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /**
     * The bytes of a file.
     *
     * @param arch {@code amd64} or {@code arm64}
     * @param file {@code libnss_map.so.2} or {@code nssmap-shell}
     * @return empty if dt was built without it
     */
    Optional<byte[]> find(String arch, String file);
}

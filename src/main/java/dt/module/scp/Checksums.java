package dt.module.scp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** SHA-256 of files here, each computed once for all hosts, and what sha256sum(1) says of those there. */
final class Checksums {
    private static final int HEX = 64;

    private final ConcurrentHashMap<Path, String> known = new ConcurrentHashMap<>();

    /** The digest of a file here in hex; empty when it cannot be read. */
    String of(Path file) {
        return known.computeIfAbsent(file, Checksums::digest);
    }

    private static String digest(Path file) {
        try (var in = Files.newInputStream(file)) {
            var sha = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[64 << 10];
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                sha.update(buffer, 0, size);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The digests that sha256sum printed, in order. A line begins with a backslash where the name is escaped. */
    static List<String> parse(byte[] printed) {
        var sums = new ArrayList<String>();
        for (var line : new String(printed, ISO_8859_1).split("\n")) {
            var text = line.startsWith("\\") ? line.substring(1) : line;
            if (text.length() > HEX && text.substring(0, HEX).matches("[0-9a-f]+") && text.charAt(HEX) == ' ') {
                sums.add(text.substring(0, HEX));
            }
        }
        return sums;
    }
}

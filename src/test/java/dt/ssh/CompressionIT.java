package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.remote.Command;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compression yes in ssh_config, on a real sshd. */
@Timeout(180)
class CompressionIT {
    @TempDir
    Path folder;

    private static Target compressed(Target plain) {
        var modern = Algorithms.MODERN;
        return Fakes.with(
                plain, new Algorithms(modern.kex(), modern.hostKeys(), modern.ciphers(), modern.macs(), true));
    }

    private static byte[] through(OpenSsh server, boolean compress, byte[] bytes) throws Exception {
        var kept = new Fakes.Kept();
        try (var sessions = Fakes.sessions(host -> {
                    var plain = Fakes.target(host.name(), server.port(), server.key());
                    return compress ? compressed(plain) : plain;
                });
                var remote = sessions.remote(Host.named("127.7.0.1"))) {
            remote.run(new Command("cat", () -> new ByteArrayInputStream(bytes), null, Map.of()), kept);
        }
        return kept.out.toByteArray();
    }

    /** Half of it noise, half of it zeros, by turns. */
    private static byte[] mixed() {
        var bytes = new byte[4_000_000];
        var noise = new byte[1000];
        var random = new Random(7);
        for (int at = 0; at < bytes.length; at += 2000) {
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, at, noise.length);
        }
        return bytes;
    }

    @Test
    void compressedBytesComeBackUnchangedAlsoAfterNewKeys() throws Exception {
        try (var server =
                OpenSsh.start(folder.resolve("sshd"), "LogLevel DEBUG1", "Compression delayed", "RekeyLimit 1M")) {
            var bytes = mixed();

            assertThat(through(server, true, bytes)).isEqualTo(bytes);

            assertThat(server.log()).contains("compression: zlib@openssh.com");
        }
    }

    @Test
    void nothingIsCompressedUnlessAskedForOrWhereTheHostHasNone() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"), "LogLevel DEBUG1");
                var without = OpenSsh.start(folder.resolve("without"), "LogLevel DEBUG1", "Compression no")) {
            assertThat(through(server, false, new byte[1000])).hasSize(1000);
            assertThat(through(without, true, new byte[1000])).hasSize(1000);

            assertThat(server.log() + without.log()).doesNotContain("compression: zlib");
        }
    }
}

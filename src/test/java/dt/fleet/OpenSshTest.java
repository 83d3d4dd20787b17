package dt.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSshTest {
    @Test
    void letsTheKeyIn(@TempDir Path folder) throws Exception {
        try (var server = OpenSsh.start(folder.resolve("server"))) {
            var printed = OpenSsh.run(List.of(
                    "ssh",
                    "-F",
                    "/dev/null",
                    "-i",
                    server.key().toString(),
                    "-o",
                    "StrictHostKeyChecking=no",
                    "-o",
                    "UserKnownHostsFile=/dev/null",
                    "-o",
                    "LogLevel=ERROR",
                    "-p",
                    "" + server.port(),
                    OpenSsh.user() + "@127.9.8.7",
                    "echo hello"));

            assertThat(printed).isEqualTo("hello\n");
        }
    }
}

package dt.sshconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** "The check is differential: for a corpus of configurations, what dt resolves equals what {@code ssh -G} prints." */
class SameAsSshTest {
    record Example(String name, List<String> hosts, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    Path folder;

    @BeforeEach
    void includedFiles() throws IOException {
        Files.createDirectory(folder.resolve("inc"));
        write("inc/10-port.conf", "Port 2210\n");
        write("inc/20-user.conf", "User twenty\nPort 2220\n");
        write("inc/.30-hidden.conf", "Compression yes\n");
        write("inc/blocks.conf", "Host other\n  Port 2230\nMatch host nobody\n  User nobody\n");
        write("bad.conf", "Port banana\n");
        write("loop.conf", "Include " + folder + "/loop.conf\n");
        write("final.conf", "Match final\n  User final\n");
        Files.setPosixFilePermissions(write("open.conf", "Port 2240\n"), PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.createSymbolicLink(folder.resolve("dangling.conf"), folder.resolve("absent"));
    }

    static Stream<Example> corpus() throws IOException {
        var examples = new ArrayList<Example>();
        try (var in = SameAsSshTest.class.getResourceAsStream("corpus.txt")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var part : text.substring(text.indexOf("\n==") + 1).split("(?m)^== ")) {
                if (!part.isEmpty()) {
                    int line = part.indexOf('\n');
                    var head = part.substring(0, line).split(" : ", 2);
                    examples.add(new Example(head[0], List.of(head[1].split(" ")), part.substring(line + 1)));
                }
            }
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void dtResolvesWhatSshPrints(Example example) throws Exception {
        var text = example.text()
                .replace("@DIR@", folder.toString())
                .replace("<CR>", "\r")
                .replace("<FF>", "\f");
        var config = write("config", text);

        for (var host : example.hosts()) {
            var query = Query.of(host);
            assertThat(RealSsh.ofDt(config, List.of(), query, folder))
                    .as(host)
                    .isEqualTo(RealSsh.ofSsh(config, List.of(), query, folder));
        }
    }

    @Test
    void theCorpusHasSixtyConfigurations() throws IOException {
        assertThat(corpus()).hasSizeGreaterThan(60);
    }

    static Stream<Query> queries() {
        var web = Query.of("web");
        return Stream.of(
                web.withUser("carol"),
                web.withPort(2299),
                web.withHostName("10.0.0.5"),
                web.withHostName("Real.Example"),
                web.withJump("carol@gate:2200,inner"),
                web.withJump("none"),
                web.withIdentities(List.of("/k1", "~/.ssh/own", "/k1")),
                web.withUser("carol").withPort(2299).withHostName("::1").withJump("gate"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void selectorAndInventoryWinAndTakePartInMatch(Query query) throws Exception {
        var config = write("config", """
                Match user carol
                  Compression yes
                Match host real.example,10.0.0.*
                  HashKnownHosts yes
                Match exec "test %p = 2299"
                  CheckHostIP yes
                Host web
                  User bob
                  Port 2201
                  HostName other.example
                  ProxyJump usual
                  IdentityFile ~/.ssh/own
                """);

        assertThat(RealSsh.ofDt(config, List.of(), query, folder))
                .isEqualTo(RealSsh.ofSsh(config, List.of(), query, folder));
    }

    static Stream<List<String>> options() {
        return Stream.of(
                List.of("Port=2299"),
                List.of("Port 2299", "port=1"),
                List.of("User = \"carol\""),
                List.of("IdentityFile=/first", "SendEnv=FIRST"),
                List.of("ProxyJump=none"),
                List.of("Port=banana"),
                List.of("Host=web"),
                List.of("Match=all"),
                List.of("Include=/dev/null"),
                List.of("Port"),
                List.of("# nothing"),
                List.of(""));
    }

    @ParameterizedTest
    @MethodSource("options")
    void optionsWinOverFiles(List<String> options) throws Exception {
        var config = write("config", "Match user carol\n  Compression yes\nPort 2201\nProxyJump usual\nSendEnv A\n");

        assertThat(RealSsh.ofDt(config, options, Query.of("web"), folder))
                .isEqualTo(RealSsh.ofSsh(config, options, Query.of("web"), folder));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}

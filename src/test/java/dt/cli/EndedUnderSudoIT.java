package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.SudoHosts;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Under sudo through sudo": processes of root that dt started as a user are gone when dt says that they were ended. */
@Timeout(120)
class EndedUnderSudoIT {
    @TempDir
    static Path folder;

    private static SudoHosts hosts;
    private final Tree tree = Tree.grown();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Interrupt interrupt = new Interrupt();
    private final List<String> questions = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        hosts = SudoHosts.start(folder.resolve("sudo"));
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    private int dt(String... words) throws Exception {
        var all = new ArrayList<>(List.of("-F", hosts.config().toString(), "-D", "/dev/null", "-q", "--no-journal"));
        all.addAll(List.of(words));
        return Dt.run(
                all,
                new Surroundings(
                        Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin", "TMPDIR", "/tmp"),
                        folder,
                        InputStream.nullInputStream(),
                        out,
                        err,
                        Terminal.NONE,
                        new Prompt() {
                            @Override
                            public Optional<char[]> secret(String question) {
                                questions.add(question);
                                return Optional.of(SudoHosts.PASSWORD.toCharArray());
                            }

                            @Override
                            public Optional<String> line(String question) {
                                return Optional.empty();
                            }
                        },
                        interrupt));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "asked", "tty"})
    void aCommandPastItsLimitIsGone(String user) throws Exception {
        dt("--command-timeout", "3", user + "@127.0.0.1", "sudo", tree.line());

        // script(1), which makes a terminal, has its own say.
        assertThat(printed())
                .startsWith("fail::dt:sudo:" + user + "@127.0.0.1:")
                .endsWith("command timed out after 3s\n");
        assertThat(tree.living()).isEmpty();
        assertThat(questions).hasSize(user.equals("free") ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"asked", "free -u asked", "free -n"})
    void theSecondCtrlCEndsItToo(String who) throws Exception {
        var words = who.split(" ", 2);
        boolean exactly = words.length > 1 && words[1].equals("-n");
        var line = new ArrayList<>(List.of(words[0] + "@127.0.0.1", "sudo"));
        line.addAll(words.length == 1 ? List.of() : List.of(words[1].split(" ")));
        line.add(exactly ? "sh -c '" + tree.line() + "'" : tree.line());
        var run = new Thread(() -> {
            try {
                dt(line.toArray(String[]::new));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        run.start();
        tree.awaitBegun();

        interrupt.end();
        run.join(TimeUnit.SECONDS.toMillis(60));

        assertThat(printed()).isEqualTo("fail::dt:sudo:" + words[0] + "@127.0.0.1:killed: dt was ended\n");
        assertThat(tree.living()).isEmpty();
    }
}

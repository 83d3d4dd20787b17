package dt.cli;

import static dt.cli.Trio.onSick;
import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that print what a terminal, a parser or a memory would suffer from, through the whole program. */
@Timeout(180)
class HostileOutputIT {
    private static final int GIB = 1 << 30;

    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private Trio trio;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(servers.resolve("server"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void threeHosts() throws Exception {
        trio = Trio.at(home, server).sickIsHere();
    }

    @Test
    void controlBytesAndForgedLinesComeAsEscapesAndExactInJson() throws Exception {
        var words = onSick("printf 'a\\000\\033[2J\\377\\303\\251\\tb\\\\c\\r\\nokay::dt:ssh:well1:forged\\n\\n'");

        trio.sickShows(0, "okay::dt:ssh:sick:a\\0000\\0033[2J\\0377é\tb\\\\c\\r\\nokay::dt:ssh:well1:forged", words);

        var sick = trio.asJson(words).get("sick");
        assertThat(sick).containsEntry("class", "ok").containsEntry("encoding", "base64");
        assertThat(Base64.getDecoder().decode((String) sick.get("stdout")))
                .isEqualTo("a\0\u001b[2J\u00ff\u00c3\u00a9\tb\\c\r\nokay::dt:ssh:well1:forged\n\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aLineOfHalfAMillionBytesStaysOneLine() {
        trio.sickShows(0, "okay::dt:ssh:sick:" + "x".repeat(500_000), onSick("head -c 500000 /dev/zero | tr '\\0' x"));
    }

    @Test
    void theNoiseOfALoginShellIsOutputAsWithSsh() throws Exception {
        var banner = Files.writeString(home.resolve("banner"), "fail::dt:ssh:well1:forged\n");
        try (var noisy = OpenSsh.start(
                home.resolve("noisy"),
                "Banner " + banner,
                "ForceCommand echo 'Welcome!'; eval \"$SSH_ORIGINAL_COMMAND\"")) {
            var known = Files.writeString(home.resolve("known"), "* " + noisy.hostKey() + "\n");
            trio.sickIs("127.0.0.3", noisy.port(), "UserKnownHostsFile " + known, "IdentityFile " + noisy.key());

            trio.sickShows(0, "okay::dt:ssh:sick:Welcome!\\nin", "echo in");
        }
        assertThat(trio.caller().complained()).isEmpty();
    }

    @Test
    void outputThatIsCutIsToldOnceOfItsHostOnly() throws Exception {
        var words = new String[] {"--max-output", "100k", onSick("yes | head -c 300000")};
        var note = "dt: output of sick was cut at 100 KiB: it printed more than that; --max-output raises the limit\n";

        trio.sickShows(0, "okay::dt:ssh:sick:" + "y\\n".repeat(51_199) + "y", words);
        assertThat(trio.caller().complained()).isEqualTo(note);

        var json = trio.asJson(words);
        assertThat(json.get("sick"))
                .containsEntry("class", "ok")
                .containsEntry("truncated", true)
                .containsEntry("bytes", 300_000)
                .containsEntry("stdout", "y\n".repeat(51_200));
        assertThat(json.get("well1")).containsEntry("truncated", false);
    }

    @Test
    void linesThatAreShownAsTheyComeAreCutAndToldTheSame() {
        int status = trio.run("-o", "raw", "--max-output", "100k", onSick("yes | head -c 300000"));

        assertThat(status).isZero();
        assertThat(trio.caller().printed().lines().filter("sick: y"::equals)).hasSize(51_200);
        assertThat(trio.caller().printed()).contains("well1: in\n", "well2: in\n");
        assertThat(trio.caller().complained())
                .isEqualTo("dt: output of sick was cut at 100 KiB: it printed more than that;"
                        + " --max-output raises the limit\n");
    }

    /** In a process of its own, whose heap is smaller than what is kept of the output. */
    @Test
    void aGibibyteIsCutAtTheUsualLimitInLittleMemory() throws Exception {
        var out = home.resolve("out");
        var words = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                "dt.cli.Main"));
        words.addAll(trio.words("-o", "json", onSick("yes | head -c " + GIB)));
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("HOME", home.toString());
        var dt = builder.start();

        assertThat(dt.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(dt.exitValue()).isZero();
        try (var lines = Files.lines(out)) {
            assertThat(lines)
                    .hasSize(4)
                    .areExactly(2, new Condition<>(l -> l.contains("\"stdout\":\"in\\n\""), "well"))
                    .areExactly(
                            1,
                            new Condition<>(
                                    l -> l.length() > 96 << 20
                                            && l.endsWith("\"truncated\":true,\"bytes\":" + GIB + "}"),
                                    "cut"))
                    .contains("dt: output of sick was cut at 64 MiB: it printed more than that;"
                            + " --max-output raises the limit");
        }
    }
}

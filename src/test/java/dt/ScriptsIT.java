package dt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell scripts of the project. */
class ScriptsIT {
    private static final List<String> HOMES = List.of("dt", "mvnw", ".ci", "src", "modules");
    private static final String SUITE =
            "<testsuite name=\"a\" time=\"1\" tests=\"%d\" errors=\"%d\" skipped=\"%d\" failures=\"%d\">\n</testsuite>\n";

    @TempDir
    Path temp;

    @Test
    void shellcheckHasNothingToSay() throws Exception {
        var words = new ArrayList<>(List.of("shellcheck", "-x", "-f", "gcc"));
        for (var home : HOMES) {
            if (Files.exists(Path.of(home))) {
                try (var files = Files.walk(Path.of(home))) {
                    files.filter(ScriptsIT::isScript).map(Path::toString).forEach(words::add);
                }
            }
        }
        assertThat(words).contains("dt", "mvnw", ".ci/run", "src/test/set-up", "src/main/dist/find-jdk");

        var run = run(Map.of(), words);

        assertThat(run.printed()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void setUpDoesNothingWhereAllIsThere() throws Exception {
        // The build ran it before the tests, so all is there.
        var run = run(Map.of(), List.of("src/test/set-up"));

        assertThat(run).isEqualTo(new Run(0, "", ""));
    }

    @Test
    void setUpTellsAnOrdinaryUserTheLineToRun() throws Exception {
        program("id", "echo 1000");
        program("apt-get", "echo called >&2");

        var run = setUp();

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.complained())
                .startsWith("set-up: the tests need what this machine lacks; run as root: "
                        + "apt-get install -y --no-install-recommends ")
                .contains(" shellcheck", " tmux")
                .doesNotContain("called")
                .hasLineCount(1);
    }

    @Test
    void setUpInstallsAsRootAndKeepsServicesFromStarting() throws Exception {
        program("id", "echo 0");
        // What invoke-rc.d(8) would be told in the middle of the installation.
        program("apt-get", "\"$POLICY_RC_D\"; echo \"policy $?: $*\" >&2");

        var run = setUp();

        assertThat(run.status()).isZero();
        assertThat(run.complained()).containsPattern("policy 101: .* install .*shellcheck");
        assertThat(temp.resolve("policy-rc.d")).doesNotExist();
    }

    @Test
    void ciEndsWithTheSumOfAllReports() throws Exception {
        var run = ci("exit 0", SUITE.formatted(7, 0, 1, 0), SUITE.formatted(5, 0, 0, 0));

        assertThat(run.printed()).endsWith("\n11 passed, 0 failed, 1 skipped\n");
        assertThat(run.status()).isZero();
    }

    @Test
    void ciFailsWithTheTestsTheDemoOrNoTestsAtAll() throws Exception {
        var failed = ci("exit 0", SUITE.formatted(7, 2, 1, 3));
        assertThat(failed.printed()).endsWith("\n1 passed, 5 failed, 1 skipped\n");
        assertThat(failed.status()).isEqualTo(1);

        assertThat(ci("exit 1", SUITE.formatted(7, 0, 0, 0)).status()).isEqualTo(1);

        var none = ci("exit 0");
        assertThat(none.printed()).endsWith("\n0 passed, 0 failed, 0 skipped\n");
        assertThat(none.status()).isEqualTo(1);
    }

    /** In a tree of its own, whose mvnw writes these reports. */
    private Run ci(String demo, String... reports) throws Exception {
        Files.createDirectories(temp.resolve(".ci"));
        Files.copy(Path.of(".ci/run"), temp.resolve(".ci/run"), StandardCopyOption.REPLACE_EXISTING);
        var maven = new StringBuilder("mkdir -p target/failsafe-reports\n");
        for (int i = 0; i < reports.length; i++) {
            var report = Files.writeString(temp.resolve("report" + i), reports[i]);
            maven.append("cp %s target/failsafe-reports/TEST-%d.xml\n".formatted(report, i));
        }
        program("mvnw", maven.append("echo built").toString());
        program("dt", demo);
        return run(Map.of("CI", "true"), List.of(temp.resolve(".ci/run").toString()));
    }

    /** Where only the shell's own words and the fake programs are found. */
    private Run setUp() throws Exception {
        var environment = Map.of(
                "PATH",
                temp.toString(),
                "POLICY_RC_D",
                temp.resolve("policy-rc.d").toString());
        for (var program : List.of("rm", "chmod")) {
            program(program, "exec /bin/" + program + " \"$@\"");
        }
        return run(
                environment,
                List.of("/bin/sh", Path.of("src/test/set-up").toAbsolutePath().toString()));
    }

    private static boolean isScript(Path file) {
        if (file.endsWith("find-jdk")) {
            return true;
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            var start = new String(in.readNBytes(40), StandardCharsets.ISO_8859_1);
            return start.matches("(?s)#!(/bin/|/usr/bin/env )(ba|da)?sh\\b.*");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private record Run(int status, String printed, String complained) {}

    private static Run run(Map<String, String> environment, List<String> words) throws Exception {
        var builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var complained = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), printed, complained);
    }

    private void program(String name, String text) throws IOException {
        var file = Files.writeString(temp.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

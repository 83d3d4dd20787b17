package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script dt of the checkout, in a tree of its own whose mvnw and java only write down that they were called. */
class LauncherIT {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path temp;

    Path tree;

    @BeforeEach
    void plantTree() throws IOException {
        tree = Files.createDirectory(temp.resolve("a tree"));
        Files.createDirectories(tree.resolve("src/main/dist"));
        for (var file : List.of("find-jdk", "java-options", "agent-options")) {
            Files.copy(
                    Path.of("src/main/dist", file),
                    tree.resolve("src/main/dist").resolve(file));
        }
        program("src/main/dist/dt-jvm", Files.readString(Path.of("src/main/dist/dt-jvm")));
        program("dt", Files.readString(Path.of("dt")));
        Files.createFile(tree.resolve("pom.xml"));
        Files.createFile(Files.createDirectory(tree.resolve("src/main/java")).resolve("Main.java"));
        program("mvnw", """
                #!/bin/sh
                echo built >>builds
                echo 'said by Maven'
                sleep 0.2
                mkdir -p target/lib
                echo jar >target/dt.jar
                """);
        Files.createDirectories(tree.resolve("jdk/bin"));
        Files.writeString(tree.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        program("jdk/bin/javac", "#!/bin/sh\n");
        program("jdk/bin/java", """
                #!/bin/sh
                for word; do printf '<%s>' "$word"; done
                echo
                echo "$$ ${LC_ALL:-} ${LC_CTYPE:-}"
                """);
        try (var all = Files.walk(tree)) {
            for (var path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
            }
        }
    }

    @Test
    void buildsWhatIsMissingAndKeepsTheBuildOffStandardOutput() throws Exception {
        var run = dt("all", "list");

        assertThat(builds()).isEqualTo(1);
        assertThat(run.complained()).isEqualTo("dt: building what is older than its source\nsaid by Maven\n");
        assertThat(run.line()).endsWith("<-jar><" + tree + "/target/dt.jar><all><list>");
    }

    /** "./mvnw finds a JDK 25 by itself although java on the path is 17". */
    @Test
    void mavenGetsAJdk25ThoughOthersStandBeforeIt() throws Exception {
        program("mvnw", Files.readString(Path.of("mvnw")));
        Files.createDirectories(tree.resolve("old/bin"));
        Files.writeString(tree.resolve("old/release"), "JAVA_VERSION=\"17.0.1\"\n");
        program("old/bin/javac", "#!/bin/sh\n");
        program("old/bin/java", "#!/bin/sh\necho 17\n");
        program("old/bin/mvn", "#!/bin/sh\necho \"$JAVA_HOME\"\n");
        var old = tree.resolve("old");

        var run = run(start(
                Map.of("PATH", old + "/bin:/usr/bin:/bin", "JAVA_HOME", old.toString()),
                List.of(tree.resolve("mvnw").toString(), "verify")));

        assertThat(run.status()).as(run.complained()).isZero();
        assertThat(Files.readString(Path.of(run.line(), "release")))
                .containsPattern("JAVA_VERSION=\"(2[5-9]|[3-9]\\d)");
    }

    @Test
    void buildsNoSecondTime() throws Exception {
        dt();

        var second = dt();

        assertThat(builds()).isEqualTo(1);
        assertThat(second.complained()).isEmpty();
    }

    @Test
    void buildsAgainWhenASourceOrThePomIsNewer() throws Exception {
        dt();
        for (var file : List.of("src/main/java/Main.java", "pom.xml")) {
            var before = builds();
            Files.setLastModifiedTime(
                    tree.resolve(file), FileTime.from(Instant.now().plusSeconds(1)));
            dt();
            assertThat(builds()).as(file).isEqualTo(before + 1);
            Files.setLastModifiedTime(tree.resolve(file), FileTime.from(LONG_AGO));
        }
    }

    @Test
    void buildsAgainWhenASourceIsDeleted() throws Exception {
        dt();
        Files.setLastModifiedTime(tree.resolve("target/dt.jar"), FileTime.from(LONG_AGO));
        Files.delete(tree.resolve("src/main/java/Main.java"));

        dt();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhenTheLibrariesAreGone() throws Exception {
        dt();
        Files.delete(tree.resolve("target/lib"));

        dt();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void severalAtOnceBuildOnce() throws Exception {
        var started = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) {
            started.add(start(Map.of(), List.of(tree.resolve("dt").toString(), "all")));
        }

        for (var process : started) {
            assertThat(run(process).status()).isZero();
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aSourceSavedDuringTheBuildIsBuiltByTheNext() throws Exception {
        program("mvnw", Files.readString(tree.resolve("mvnw")) + "echo late >src/main/java/Late.java\n");

        dt();
        dt();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aFailedBuildEndsItWithStatus3() throws Exception {
        program("mvnw", "#!/bin/sh\necho 'Main.java:1: wrong'\nexit 1\n");

        var run = dt("all");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.printed()).isEmpty();
        assertThat(run.complained())
                .endsWith("Main.java:1: wrong\n" + "dt: the build failed, as said above; ./mvnw package shows more\n");
    }

    @Test
    void handsOnWordsAsTheyAre() throws Exception {
        var run = dt("all", "ssh", "a  b", "", "*", "@file", "$HOME", "'\"\\");

        assertThat(run.line()).endsWith("<all><ssh><a  b><><*><@file><$HOME><'\"\\>");
    }

    @Test
    void worksThroughLinksFromAnyFolder() throws Exception {
        var link = Files.createSymbolicLink(temp.resolve("first"), tree.resolve("dt"));
        var second = Files.createSymbolicLink(temp.resolve("my dt"), link.getFileName());

        var run = run(start(Map.of(), List.of(second.toString(), "all")));

        assertThat(run.line()).endsWith("<-jar><" + tree + "/target/dt.jar><all>");
    }

    @Test
    void theNamesOfTheOriginalAreViews() throws Exception {
        for (var view : List.of("host", "status", "compact")) {
            var link = Files.createSymbolicLink(temp.resolve("dt" + view), tree.resolve("dt"));

            var run = run(start(Map.of(), List.of(link.toString(), "-N")));

            assertThat(run.line()).endsWith("dt.jar><view><" + view + "><-N>");
        }
    }

    @Test
    void becomesJavaSoThatSignalsArriveThere() throws Exception {
        dt();
        var process = start(Map.of(), List.of(tree.resolve("dt").toString()));

        assertThat(run(process).printed().lines().toList().get(1)).startsWith(process.pid() + " ");
    }

    @Test
    void wordsMayBeUtf8InTheLocaleOfCron() throws Exception {
        var dt = List.of(tree.resolve("dt").toString());

        assertThat(run(start(Map.of(), dt)).printed()).endsWith("  C.UTF-8\n");
        assertThat(run(start(Map.of("LC_ALL", "C"), dt)).printed()).endsWith(" C.UTF-8 \n");
        assertThat(run(start(Map.of("LC_ALL", "de_DE.UTF-8"), dt)).printed()).endsWith(" de_DE.UTF-8 \n");
    }

    @Test
    void becomesTheClientWhereThereIsOne() throws Exception {
        dt();
        program("target/dt", "#!/bin/sh\nprintf '<%s>' client \"$@\"\n");

        assertThat(dt("all", "a b").line()).isEqualTo("<client><all><a b>");
    }

    @Test
    void theAgentHasOptionsOfItsOwn() throws Exception {
        dt();

        assertThat(dt("agent", "serve", "1", "/socket").line()).contains("/agent-options>");
        assertThat(dt("agent", "status").line()).contains("/java-options>");
    }

    @Test
    void usesTheCacheOfClassesWhenThereIsOne() throws Exception {
        dt();
        Files.writeString(tree.resolve("target/dt.aot"), "cache");

        assertThat(dt().line()).contains("<-XX:AOTCache=" + tree + "/target/dt.aot><-jar>");
    }

    private record Run(int status, String printed, String complained) {
        String line() {
            return printed.lines().findFirst().orElse("");
        }
    }

    private Run dt(String... words) throws Exception {
        return run(start(
                Map.of(),
                Stream.concat(Stream.of(tree.resolve("dt").toString()), Stream.of(words))
                        .toList()));
    }

    private Process start(Map<String, String> environment, List<String> words) throws IOException {
        var builder = new ProcessBuilder(words).directory(temp.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().put("JAVA_HOME", tree.resolve("jdk").toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static Run run(Process process) throws Exception {
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var complained = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), printed, complained);
    }

    private int builds() throws IOException {
        return Files.readAllLines(tree.resolve("builds")).size();
    }

    private void program(String name, String text) throws IOException {
        var file = Files.writeString(tree.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

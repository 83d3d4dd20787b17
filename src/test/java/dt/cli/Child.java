package dt.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** dt as a process of its own, which can be killed. */
record Child(Process process, BufferedReader lines) implements AutoCloseable {
    /** @param prefix words in front of java: {@code sh -c 'ulimit ...; exec "$@"' sh}, or none */
    static Child start(Path home, List<String> prefix, String... words) throws IOException {
        var all = new ArrayList<>(prefix);
        all.addAll(List.of(
                // Whoever started the tests may have had signals ignored, as nohup and a shell's background do.
                "env",
                "--default-signal=INT,HUP,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xss512k",
                "-cp",
                classPath(),
                "dt.cli.Main"));
        all.addAll(List.of(words));
        var builder = new ProcessBuilder(all)
                .directory(home.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(home.resolve("stderr").toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("TMPDIR", "/tmp");
        builder.environment().put("DBPASS", "s3cr3t-w0rd");
        var process = builder.start();
        return new Child(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** That of the tests, from any folder. */
    static String classPath() {
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return java.util.Arrays.stream(classes.split(":"))
                .map(path -> Path.of(path).toAbsolutePath().toString())
                .collect(java.util.stream.Collectors.joining(":"));
    }

    /** All that is still to be printed. */
    List<String> rest() throws IOException {
        var rest = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            rest.add(line);
        }
        return rest;
    }

    /** As kill -9; what was printed before can still be read, which Process.destroyForcibly would throw away. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    int status() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("dt does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

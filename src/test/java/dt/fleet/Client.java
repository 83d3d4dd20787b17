package dt.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packed program with its C client, in a home and with an agent of its own. */
public final class Client implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path home;
    private final Path runtime;
    private final Path program;
    private final Map<String, String> environment = new HashMap<>();

    private Client(Path home, Path runtime, Path program) {
        this.home = home;
        this.runtime = runtime;
        this.program = program;
    }

    /** One whose files are all in {@code home}. */
    public static Client at(Path home) throws IOException {
        return at(home, home.resolve("run"));
    }

    /** The same with the folder of the agent's socket elsewhere. */
    public static Client at(Path home, Path runtime) throws IOException {
        return new Client(home, runtime, Path.of("target/dt").toAbsolutePath()).settled();
    }

    /** The same caller with another copy of the program. */
    public Client running(Path copy) throws IOException {
        return new Client(home, runtime, copy).settled();
    }

    private Client settled() throws IOException {
        Files.createDirectories(runtime);
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
        environment.putAll(Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                home.toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "XDG_RUNTIME_DIR",
                runtime.toString()));
        return this;
    }

    /** What a call came to. */
    public record Run(int status, String printed, String complained) {}

    /** A further caller with the same agent, who has these variables on top. */
    public Client with(Map<String, String> variables) {
        var other = new Client(home, runtime, program);
        other.environment.putAll(environment);
        other.environment.putAll(variables);
        return other;
    }

    public Path home() {
        return home;
    }

    public Path program() {
        return program;
    }

    public Path socket() {
        return runtime.resolve("dt/agent");
    }

    /** What the agent wrote down. */
    public String log() throws IOException {
        var log = home.resolve(".local/state/dt/agent.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    public Run types(String... words) throws IOException, InterruptedException {
        var process = start(words);
        process.getOutputStream().close();
        return end(process);
    }

    public Process start(String... words) throws IOException {
        var line = new ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(words));
        return start(line);
    }

    /** A line for the shell, in which {@code $DT} is the program. */
    public Run shell(String line) throws IOException, InterruptedException {
        var process = with(Map.of("DT", program.toString())).start(List.of("/bin/bash", "-c", line));
        process.getOutputStream().close();
        return end(process);
    }

    public Process start(List<String> line) throws IOException {
        // Whoever started the tests may have had signals ignored, as nohup and a shell's background do.
        var plain = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TERM"));
        plain.addAll(line);
        var builder = new ProcessBuilder(plain).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for its end. What it prints has to fit into a pipe. */
    public static Run end(Process process) throws IOException, InterruptedException {
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var complained = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("it does not end; it printed " + printed + complained);
        }
        return new Run(process.exitValue(), printed, complained);
    }

    /** A line of {@code dt agent status}. */
    public String status(String name) throws IOException, InterruptedException {
        var run = types("agent", "status");
        return run.printed()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + " in " + run));
    }

    /** The agent's process. */
    public ProcessHandle agent() throws IOException, InterruptedException {
        return ProcessHandle.of(Long.parseLong(status("pid"))).orElseThrow();
    }

    /** Ends every agent that was started from here. */
    @Override
    public void close() throws IOException {
        var begun = java.util.regex.Pattern.compile("begins: pid (\\d+)").matcher(log());
        while (begun.find()) {
            var agent = ProcessHandle.of(Long.parseLong(begun.group(1)));
            // A number may have been given to another process meanwhile.
            agent.filter(a -> a.info().commandLine().orElse("").contains(socket().toString()))
                    .ifPresent(a -> {
                        a.destroyForcibly();
                        a.onExit().join();
                    });
        }
    }
}

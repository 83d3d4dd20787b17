package dt.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Service folders, and the real supervisors of runit and daemontools that are started for them. Ends what it started. */
public final class Supervised implements AutoCloseable {
    /** Runs until it is ended, and never lets go of TERM. */
    public static final String STUBBORN = "trap '' TERM; while :; do sleep 1; done";

    public static final String STEADY = "exec sleep 1000";

    private final Path folder;
    private final List<Process> started = new ArrayList<>();

    /** Services are folders in this one. */
    public Supervised(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Makes a service with this run script. */
    public Path service(String name, String run) throws IOException {
        // Under its name only when whole: a runsvdir may be looking.
        var service = Files.createDirectories(folder.resolve("." + name));
        script(service.resolve("run"), run);
        return Files.move(service, folder.resolve(name));
    }

    /** An executable file for sh. */
    public static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** Starts a supervisor: {@code runsv DIR}, {@code supervise DIR} or {@code runsvdir DIR}. */
    public Process start(String program, Path what) throws IOException {
        // Whoever started the tests may have had signals ignored, as nohup and a shell's background do.
        var process = new ProcessBuilder("env", "--default-signal", program, what.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    /** The same, and waits until a service of it is supervised. */
    public Process supervise(String program, Path service) throws IOException, InterruptedException {
        var process = start(program, service);
        awaitSupervised(service);
        return process;
    }

    public static void awaitSupervised(Path service) throws IOException, InterruptedException {
        until(() -> Files.exists(service.resolve("supervise/status")), service + " is supervised");
    }

    /** What must become true within a minute. */
    public interface Check {
        boolean holds() throws IOException, InterruptedException;
    }

    public static void until(Check check, String what) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!check.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("not within a minute: " + what);
            }
            Thread.sleep(20);
        }
    }

    /** From the top down, so that none starts another meanwhile. */
    @Override
    public void close() {
        for (var process : started) {
            end(process.toHandle());
        }
    }

    private static void end(ProcessHandle process) {
        // Its children are known as such only as long as it lives, and it makes no more once it has stopped.
        try {
            new ProcessBuilder("kill", "-s", "STOP", "" + process.pid()).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var children = process.children().toList();
        process.destroyForcibly();
        children.forEach(Supervised::end);
    }
}

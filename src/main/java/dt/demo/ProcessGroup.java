package dt.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes together with what they started. The JDK can only signal one process at a time, and only TERM or KILL. */
final class ProcessGroup {
    /** Together two seconds: longer only where the kernel itself holds a process back. */
    private static final int ROUNDS = 20;

    private static final Duration ROUND = Duration.ofMillis(100);

    private ProcessGroup() {}

    /**
     * Sends a signal to a process that setsid(1) started, and to its descendants that did not leave its group.
     *
     * @param name without {@code SIG}
     */
    static void signal(Process leader, String name) {
        try {
            var kill = new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" -- \"-$2\"", "sh", name, "" + leader.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.getOutputStream().close();
            kill.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException noShell) {
            leader.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the whole group at once. */
    static void kill(Process leader) {
        signal(leader, "KILL");
        // Just started, it may not have a group yet.
        leader.destroyForcibly();
    }

    /**
     * Ends every process that has this environment variable, wherever it went, and those that it starts meanwhile.
     *
     * @param variable {@code NAME=value}
     */
    static void killMarked(String variable) {
        for (int round = 0; round < ROUNDS; round++) {
            var marked = marked(variable);
            if (marked.isEmpty()) {
                return;
            }
            marked.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(marked.getFirst());
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(ROUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException stillThere) {
            // The next round looks again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<ProcessHandle> marked(String variable) {
        try (var processes = ProcessHandle.allProcesses()) {
            return processes
                    .filter(process -> environment(process).contains(variable))
                    .toList();
        }
    }

    /** Empty for a process that has ended or belongs to somebody else: proc(5). */
    private static List<String> environment(ProcessHandle process) {
        try {
            var file = Path.of("/proc", Long.toString(process.pid()), "environ");
            return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }
}

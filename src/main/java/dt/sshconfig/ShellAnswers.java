package dt.sshconfig;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code Match exec}: whether a command of the user's shell ends with 0. Each command is run once for a loaded
 * configuration, however many hosts ask.
 */
final class ShellAnswers {
    private final Local local;
    private final Duration limit;
    private final ConcurrentMap<String, Boolean> known = new ConcurrentHashMap<>();

    ShellAnswers(Local local, Duration limit) {
        this.local = local;
        this.limit = limit;
    }

    boolean holds(String command, Where where) throws SshConfigException, InterruptedException {
        var answer = known.get(command);
        if (answer == null) {
            // No lock while it runs: two threads may run it twice, and none waits for the other's.
            answer = run(command, where);
            known.put(command, answer);
        }
        return answer;
    }

    private boolean run(String command, Where where) throws SshConfigException, InterruptedException {
        var shell = local.environment().getOrDefault("SHELL", "/bin/sh");
        var builder = new ProcessBuilder(shell, "-c", command)
                .directory(local.folder().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(local.environment());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw where.bad("match exec cannot run " + Quoted.quote(shell) + ": "
                    + Quoted.visible(String.valueOf(e.getMessage())) + "; set SHELL to a shell");
        }
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw where.bad("match exec " + Quoted.quote(command) + " still runs after " + limit.toSeconds()
                        + " s; make it quicker");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.exitValue() == 0;
    }
}

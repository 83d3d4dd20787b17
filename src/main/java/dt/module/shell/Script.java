package dt.module.shell;

import dt.inventory.Host;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.LocalScript;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Copies a script of this machine to every host, runs it there by its first line, and removes it. */
public final class Script implements HostModule {
    private final Path folder;

    /** @param folder where relative file names start */
    public Script(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public String usage() {
        return "FILE [ARG...]";
    }

    @Override
    public String summary() {
        return "run a script of this machine on each host, by its #! line";
    }

    @Override
    public String details() {
        return """
                The script travels over the connection into a private folder of $TMPDIR (else /tmp), runs with the
                arguments exactly as given and an empty standard input (or that of dt with --stdin), and is removed.
                It is never begun unless it came whole. Without a #! line /bin/sh runs it.
                JSON: script.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        if (request.args().isEmpty()) {
            throw new UsageException("script needs a file; name one, as in: dt all script ./check.sh --fast");
        }
        var name = request.args().getFirst();
        try {
            var script = LocalScript.read(folder.resolve(name));
            return new Run(script, name, request);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("cannot read the script " + name + ": " + reason(e) + "; check the name");
        }
    }

    /** Why a file that was named could not be read. */
    static String reason(Exception e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> "there is no such file";
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    private record Run(LocalScript script, String name, Request request) implements Job {
        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            var args = request.args().subList(1, request.args().size());
            return script.run(remote, args, request.input(), request.commandTimeout(), output);
        }

        @Override
        public Map<String, Object> facts(Host host) {
            return Map.of("script", name);
        }

        @Override
        public boolean onlyRuns() {
            return true;
        }

        @Override
        public String plan(Host host) {
            return script.interpreter() + " " + String.join(" ", request.args());
        }
    }
}

package dt.module.shell;

import dt.inventory.Host;
import dt.module.HostModule;
import dt.module.HostVariables;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.ShellWord;
import dt.module.UsageException;
import dt.remote.Command;
import dt.remote.LocalRemote;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.nio.file.Path;
import java.util.Map;

/** Runs a command here, once for every host, the host's name behind it. Connects to nobody. */
public final class Local implements HostModule {
    private final Map<String, String> environment;
    private final Path folder;

    /**
     * The module, for one caller of dt.
     *
     * @param environment what the commands find in theirs, beside the host's variables
     * @param folder where they start
     */
    public Local(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public String usage() {
        return "COMMAND...";
    }

    @Override
    public String summary() {
        return "run COMMAND HOST on this machine, once for each host";
    }

    @Override
    public String details() {
        return """
                The words are joined by one space, the name of the host comes behind them, and /bin/sh runs that.
                It finds DT_HOST, DT_USER, DT_ADDRESS, DT_PORT, DT_TAGS (with commas between) and a DT_VAR_NAME
                for each variable of the inventory; a character that no shell variable can have becomes _.
                JSON: command.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        var line = String.join(" ", request.args());
        if (line.isBlank()) {
            throw new UsageException("local has no command to run; name one, as in: dt all local ping -c 1");
        }
        return new Here(line, request, environment, folder);
    }

    private record Here(String line, Request request, Map<String, String> environment, Path folder) implements Job {
        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            var variables = HostVariables.of(host, request.way().to(host));
            var command = new Command(plan(host), request.input(), request.commandTimeout(), variables);
            try (var here = new LocalRemote(environment, folder)) {
                return Outcome.of(here.run(command, output));
            }
        }

        @Override
        public Map<String, Object> facts(Host host) {
            return Map.of("command", plan(host));
        }

        @Override
        public String plan(Host host) {
            return line + " " + ShellWord.quoted(host.name());
        }

        @Override
        public boolean connects() {
            return false;
        }
    }
}

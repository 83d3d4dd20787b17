package dt.module.shell;

import dt.inventory.Host;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Command;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.util.Map;

/**
 * Runs a command as ssh(1) does: the words joined by one space, for the login shell on the host. Nothing is evaluated
 * here.
 */
public final class Ssh implements HostModule {
    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public String usage() {
        return "COMMAND...";
    }

    @Override
    public String summary() {
        return "run a command with the login shell of each host";
    }

    @Override
    public String details() {
        return """
                The words are joined by one space and run by the login shell on the host, as ssh does it.
                Nothing is evaluated here, so put in quotes what the hosts are to evaluate:

                  dt tag:web ssh uptime
                  dt tag:web ssh 'df -h / | tail -1'
                  dt -o group all ssh cat /etc/debian_version
                  dt --stdin all ssh 'cat > /tmp/motd' < motd

                A host is okay when its command ends with 0. What the command prints, both streams in
                order, is the text of the line; without any, it is the exit status.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        var line = String.join(" ", request.args());
        if (line.isBlank()) {
            throw new UsageException(
                    "ssh has no command to run: nothing was given after it;" + " name one, as in: dt all ssh uptime");
        }
        return new Line(new Command(line, request.input(), request.commandTimeout(), Map.of(), request.pty()));
    }

    private record Line(Command command) implements Job {
        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            return Outcome.of(remote.run(command, output));
        }

        @Override
        public boolean onlyRuns() {
            return true;
        }

        @Override
        public String plan(Host host) {
            return command.line();
        }
    }
}

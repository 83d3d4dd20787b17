package dt.module.runit;

import dt.inventory.Host;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.Sudo;
import dt.remote.Command;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the script on hosts, for one run.
 *
 * @param scripts what is to be installed
 * @param sudo runs it as root; null: as the user who logs in
 */
record Runner(
        Request request,
        Asked asked,
        List<RunScript> scripts,
        @Nullable Sudo sudo) {
    /** One command on one host; {@code limit} counts where the run has none. */
    Outcome run(Host host, Remote remote, @Nullable Duration limit, Output output)
            throws RemoteException, InterruptedException {
        var line = Program.of(asked, folder(host), scripts);
        var given = request.commandTimeout();
        var timeout = given == null ? limit : given;
        if (sudo != null) {
            return sudo.run(remote, "", line, Input.EMPTY, timeout, output);
        }
        return Outcome.of(remote.run(new Command(line, Input.EMPTY, timeout, Map.of()), output));
    }

    private String folder(Host host) {
        var own = host.vars().getOrDefault("runit_dir", "");
        return asked.folder().isEmpty() ? own : asked.folder();
    }

    /** As {@code --pretend} shows it. */
    String plan(Host host) {
        var folder = folder(host);
        return "runit " + String.join(" ", request.args()) + (folder.isEmpty() ? "" : " in " + folder);
    }

    /** Forgets the password. */
    void close() {
        if (sudo != null) {
            sudo.close();
        }
    }
}

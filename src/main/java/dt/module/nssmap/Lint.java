package dt.module.nssmap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dt.inventory.Host;
import dt.module.Collected;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Remark;
import dt.module.Request;
import dt.nssmap.Checked;
import dt.nssmap.Collision;
import dt.remote.Command;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.util.Collection;
import java.util.Map;

/** {@code check}: what is wrong with the config that each host has, and which names of a roster share a UID there. */
record Lint(Request request, Collection<String> roster) implements Job {
    private static final String FILE = "/etc/nssmap.conf";

    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        var said = new Collected();
        var outcome = Outcome.of(
                remote.run(new Command("cat " + FILE, Input.EMPTY, request.commandTimeout(), Map.of()), said));
        if (!outcome.isOkay()) {
            said.tell(output);
            return outcome;
        }
        return switch (Checked.of(new String(said.out(), ISO_8859_1))) {
            case Checked.Wrong(var problems) -> {
                problems.forEach(
                        p -> Remark.tell(output, true, FILE + ":" + p.line() + ":" + p.column() + ": " + p.message()));
                yield new Outcome.Failed(1);
            }
            case Checked.Right(var conf) -> {
                var collisions = Collision.among(conf, roster);
                collisions.forEach(c -> Remark.tell(
                        output,
                        true,
                        String.join(" and ", c.names()) + " have the UID " + c.uid() + "; add to " + FILE + ": "
                                + c.pin()));
                if (!collisions.isEmpty()) {
                    yield new Outcome.Failed(1);
                }
                Remark.tell(output, false, "okay");
                yield new Outcome.Okay();
            }
        };
    }

    @Override
    public String plan(Host host) {
        return "nssmap check";
    }
}

package dt.module.nssmap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dt.inventory.Host;
import dt.module.Collected;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Remark;
import dt.module.UsageException;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * A change of each host that takes hold only when somebody could log in anew after it.
 *
 * @param verb the function of the script
 * @param words what was asked for, as the plan shows it
 * @param confirmWithin how long a host waits for the new login before it puts everything back
 * @param data what the script brings along for a machine; throws where dt has nothing for it
 * @param changes how many paths were changed on each host that is done
 */
record Change(
        Root root,
        String verb,
        String words,
        boolean dry,
        Duration confirmWithin,
        Data data,
        ConcurrentMap<Host, Integer> changes)
        implements Job {
    private static final String WAITS = "dt-waits ";
    private static final int LOGINS = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Fills the script for a machine. */
    @FunctionalInterface
    interface Data {
        Payload fill(Payload payload, Root.Machine machine) throws UsageException;
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        var machine = root.machine(remote);
        var token = nonce();
        Payload payload;
        try {
            payload = data.fill(settings(token), machine);
        } catch (UsageException e) {
            Remark.tell(output, true, String.valueOf(e.getMessage()));
            return new Outcome.Failed(1);
        }
        var said = new Collected();
        var outcome = begin(remote, machine, payload, said);
        var lines = new String(said.out(), UTF_8).lines().toList();
        if (!outcome.isOkay() || lines.isEmpty() || !lines.getLast().startsWith(WAITS)) {
            said.tell(output);
            if (outcome.isOkay() && !dry) {
                changes.put(host, 0);
            }
            return outcome;
        }
        lines.subList(0, lines.size() - 1).forEach(line -> Remark.tell(output, false, line));
        var count = lines.getLast().substring(WAITS.length()).strip();
        var confirmed = confirm(remote, machine, token, count, output);
        if (confirmed.isOkay()) {
            changes.put(host, Integer.parseInt(count));
        }
        return confirmed;
    }

    private Outcome begin(Remote remote, Root.Machine machine, Payload payload, Output said)
            throws RemoteException, InterruptedException {
        try {
            return root.run(remote, machine.isRoot(), payload.script(), verb, said);
        } catch (RemoteException e) {
            if (e.reason() != RemoteException.Reason.UNKNOWN || e.isEndedFromHere() || dry) {
                throw e;
            }
            throw new RemoteException(
                    e.reason(),
                    "the connection was lost; what was begun the host puts back by itself: nssmap status",
                    e);
        }
    }

    private Payload settings(String token) {
        var version = Change.class.getPackage().getImplementationVersion();
        return new Payload()
                .with("token", token)
                .with("confirm_within", String.valueOf(confirmWithin.toSeconds()))
                .with("version", version == null ? "built" : version)
                .with("dry", dry ? "yes" : "no");
    }

    /** The host has done its part. What it waits for is that the operator can come in, and become root, as before. */
    private Outcome confirm(Remote remote, Root.Machine machine, String token, String changes, Output output)
            throws InterruptedException {
        var script = settings(token).script();
        var problem = "";
        long begun = System.nanoTime();
        for (int i = 0; i < LOGINS && System.nanoTime() - begun < confirmWithin.toNanos(); i++) {
            if (i > 0) {
                TimeUnit.SECONDS.sleep(1);
            }
            try (var anew = remote.anew()) {
                anew.connect();
                var said = new Collected();
                var outcome = root.run(anew, machine.isRoot(), script, "confirm", said);
                if (outcome.isOkay()) {
                    said.tell(output);
                    Remark.tell(output, false, changed(changes));
                    return outcome;
                }
                problem = outcome instanceof Outcome.Denied(var why)
                        ? "sudo: " + why
                        : new String(said.err(), UTF_8).strip();
            } catch (RemoteException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        Remark.tell(
                output,
                true,
                "after the change a new login failed (" + problem + "); " + backNow(remote, machine, script));
        return new Outcome.Failed(1);
    }

    private String changed(String changes) {
        var done = switch (verb) {
            case "rollback" -> "as before the last push";
            case "remove" -> "removed";
            case "migrate" -> "migrated";
            default -> "pushed";
        };
        return done + ": " + changes + (changes.equals("1") ? " path changed" : " paths changed")
                + ", confirmed by a new login";
    }

    /** By the connection from before the change, as long as that lives. */
    private String backNow(Remote remote, Root.Machine machine, byte[] script) throws InterruptedException {
        try {
            if (root.run(remote, machine.isRoot(), script, "refuse", new Collected())
                    .isOkay()) {
                return "everything was put back";
            }
        } catch (RemoteException lost) {
            // The guard on the host does it.
        }
        return "the host puts everything back by itself within " + confirmWithin.toSeconds() + " s";
    }

    private static String nonce() {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String plan(Host host) {
        return "nssmap " + words;
    }

    @Override
    public Map<String, Object> facts(Host host) {
        var count = changes.get(host);
        return count == null ? Map.of() : Map.of("paths_changed", count);
    }

    @Override
    public String batches() {
        return dry ? "" : "1,10%,100%";
    }

    @Override
    public String wayBack() {
        return verb.equals("push") || verb.equals("migrate") ? "nssmap rollback" : "nssmap push";
    }

    @Override
    public void close() {
        root.sudo().close();
    }
}

package dt.cli;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.KeyScan;
import dt.module.Outcome;
import dt.module.UsageException;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import dt.run.FanOut;
import dt.run.Limits;
import dt.ssh.hostkey.HostKeyScan;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Host keys by dt's own connections, so through jump hosts and by ssh_config too. Nobody logs in at the hosts asked. */
final class KeyScanner implements KeyScan {
    private final Call call;
    private final Map<Host, HostKeyScan> scans = new ConcurrentHashMap<>();

    KeyScanner(Call call) {
        this.call = call;
    }

    @Override
    public Map<Host, Found> fetch(List<Host> hosts) throws UsageException, IOException, InterruptedException {
        var fanout = call.options().count(Flag.FANOUT, Limits.DEFAULT.fanout());
        var found = new HashMap<Host, Found>();
        var interrupt = call.caller().interrupt();
        try (var sessions = new Sessions(call, Config.load(call))) {
            var run = new FanOut(
                    host -> sessions.scan(host, scan -> scans.put(host, scan)),
                    Limits.DEFAULT.withFanout(fanout),
                    call.caller().scratch());
            Runnable end = () -> run.endRunning("Ctrl-C");
            try (var signals = interrupt.during(end, end)) {
                run.run(
                        "add",
                        new Fetch(),
                        hosts,
                        result -> found.put(result.host(), found(result.host(), result.outcome())));
                if (signals.fired()) {
                    throw new InterruptedException("Ctrl-C");
                }
            }
        }
        return found;
    }

    private Found found(Host host, Outcome outcome) {
        var scan = scans.get(host);
        var offer = scan == null ? null : scan.offer().orElse(null);
        if (offer == null) {
            return new Found.Refused(outcome);
        }
        var key = offer.key().plain().toString();
        return offer.isNew() ? new Found.New(key) : new Found.Known(key);
    }

    @Override
    public boolean isAccepted(List<String> keys) {
        keys.forEach(call::message);
        if (call.options().has(Flag.YES)) {
            return true;
        }
        var question = "dt: store " + (keys.size() == 1 ? "this host key" : "these " + keys.size() + " host keys")
                + " in known_hosts? [y/N] ";
        return call.caller().prompt().line(question).filter(Steering::isYes).isPresent();
    }

    @Override
    public String remember(Host host) throws RemoteException {
        var scan = Objects.requireNonNull(scans.get(host));
        return scan.remember(scan.offer().orElseThrow()).toString();
    }

    /** Connects, which a scan ends before the login. */
    private record Fetch() implements Job {
        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            remote.connect();
            return new Outcome.Okay();
        }

        @Override
        public String plan(Host host) {
            return "";
        }
    }
}

package dt.module.hostmgmt;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.KeyScan;
import dt.module.KeyScan.Found;
import dt.module.Outcome;
import dt.module.UsageException;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts hosts into the inventory whose keys a person has seen. A host that shows no good key is not added. */
final class KeyedAdd implements Job {
    private final KeyScan scan;
    private final Edit edit;
    private final Map<Host, Outcome> refused = new HashMap<>();
    private final Map<Host, String> notes = new HashMap<>();
    private final Map<Host, Map<String, Object>> facts = new HashMap<>();

    KeyedAdd(KeyScan scan, Edit edit) {
        this.scan = scan;
        this.edit = edit;
    }

    @Override
    public void begin(List<Host> hosts) throws UsageException, IOException, InterruptedException {
        var found = scan.fetch(hosts);
        ask(hosts, found);
        var good = new ArrayList<Host>();
        for (var host : hosts) {
            switch (found.get(host)) {
                case Found.Known(var key) -> note(host, "; host key known: ", key, false);
                case Found.New(var key) -> remember(host, key);
                case Found.Refused(var outcome) -> refused.put(host, outcome);
                case null -> refused.put(host, new Outcome.Skipped("its key was not fetched"));
            }
            if (!refused.containsKey(host)) {
                good.add(host);
            }
        }
        if (!good.isEmpty()) {
            edit.begin(good);
        }
    }

    private void ask(List<Host> hosts, Map<Host, Found> found) throws UsageException {
        var shown = new ArrayList<String>();
        for (var host : hosts) {
            if (found.get(host) instanceof Found.New(var key)) {
                shown.add(host.label() + " has the host key " + key);
            }
        }
        if (!shown.isEmpty() && !scan.isAccepted(shown)) {
            throw new UsageException("nothing was added: the host keys were not accepted;"
                    + " compare them with the hosts' own, then answer y, or add --yes");
        }
    }

    private void remember(Host host, String key) {
        try {
            note(host, "; host key stored in " + scan.remember(host) + ": ", key, true);
        } catch (RemoteException e) {
            refused.put(host, new Outcome.Unreachable(e.reason(), String.valueOf(e.getMessage())));
        }
    }

    private void note(Host host, String what, String key, boolean stored) {
        notes.put(host, what + key);
        var known = new LinkedHashMap<>(edit.facts(host));
        known.put("host_key", key);
        known.put("host_key_stored", stored ? 1 : 0);
        facts.put(host, known);
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) {
        var outcome = refused.get(host);
        return outcome == null ? edit.on(host, output, notes.getOrDefault(host, "")) : outcome;
    }

    @Override
    public Map<String, Object> facts(Host host) {
        return refused.containsKey(host) ? Map.of() : facts.getOrDefault(host, Map.of());
    }

    @Override
    public String plan(Host host) {
        return edit.plan(host) + ", its host key shown and stored in known_hosts";
    }

    @Override
    public boolean connects() {
        return false;
    }
}

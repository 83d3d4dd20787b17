package dt.module.hostmgmt;

import dt.inventory.Host;
import dt.inventory.InventoryException;
import dt.inventory.ManagedFile;
import dt.inventory.Sources;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.UsageException;
import dt.remote.Output;
import dt.remote.Remote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Changes the inventory for all hosts of a run at once, and then says of each what became of it. */
final class Edit implements Job {
    private final Sources sources;
    private final Function<Host, ManagedFile.Change> change;
    private final String done;
    private Map<String, String> problems = Map.of();

    /** @param done what the line of a host says, with the file behind it */
    Edit(Sources sources, Function<Host, ManagedFile.Change> change, String done) {
        this.sources = sources;
        this.change = change;
        this.done = done;
    }

    @Override
    public void begin(List<Host> hosts) throws UsageException, IOException, InterruptedException {
        try {
            var changes = hosts.stream().map(change).toList();
            problems = new HashMap<>(ManagedFile.of(sources).apply(changes));
        } catch (InventoryException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) {
        return on(host, output, "");
    }

    /** The same, with something more to say of a host where all went well. */
    Outcome on(Host host, Output output, String more) {
        var problem = problems.get(host.label());
        var line = (problem == null ? plan(host) + more : problem).getBytes(StandardCharsets.UTF_8);
        try {
            output.stdout(line, 0, line.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problem == null ? new Outcome.Okay() : new Outcome.Failed(1);
    }

    @Override
    public Map<String, Object> facts(Host host) {
        try {
            return Map.of("file", ManagedFile.of(sources).path().toString());
        } catch (InventoryException e) {
            return Map.of();
        }
    }

    @Override
    public String plan(Host host) {
        try {
            return done + " " + ManagedFile.of(sources).path();
        } catch (InventoryException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public boolean connects() {
        return false;
    }
}

package dt.module.scp;

import dt.inventory.Host;
import dt.module.Collected;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Remark;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** One copy to many hosts: looks what is there, compares, sends what differs. */
final class ScpJob implements Job {
    private final CopyOptions options;
    private final List<Entry> entries;
    private final Steps steps;
    private final Checksums checksums = new Checksums();
    private final AtomicLong moved = new AtomicLong();
    private final ConcurrentHashMap<Host, Map<String, Object>> facts = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    ScpJob(CopyOptions options, List<Entry> entries, Steps steps) {
        this.options = options;
        this.entries = entries;
        this.steps = steps;
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        var destination = CopyOptions.there(options.destination());
        var names = entries.stream().map(Entry::name).toList();
        var looked = new Collected();
        var outcome = steps.run(remote, Steps.LOOK, List.of(destination), Steps.names(names), looked);
        var existing = Existing.parse(looked.out(), names).orElse(null);
        if (!outcome.isOkay() || existing == null) {
            looked.tell(output);
            return outcome.isOkay() ? new Outcome.Failed(1) : outcome;
        }
        var problem = Plan.problem(entries, existing, destination);
        if (!problem.isEmpty()) {
            Remark.tell(output, true, problem);
            return new Outcome.Failed(1);
        }
        var plan = Plan.of(entries, existing, destination, options.preserve());
        int unchanged = compare(remote, plan);
        var sent = plan.sent().isEmpty() && plan.folders().isEmpty()
                ? new Outcome.Okay()
                : send(remote, plan, existing.hasTar(), output);
        if (sent.isOkay()) {
            report(host, plan, unchanged, output);
        }
        return sent;
    }

    /** Takes files that are the same out of the plan, and says how many. */
    private int compare(Remote remote, Plan plan) throws RemoteException, InterruptedException {
        var same = plan.same();
        if (same.isEmpty()) {
            return 0;
        }
        var asked = new Collected();
        var names = same.stream().map(p -> p.entry().name()).toList();
        steps.run(remote, Steps.SUMS, List.of(Names.shown(plan.base())), Steps.names(names), asked);
        var sums = Checksums.parse(asked.out());
        int unchanged = 0;
        for (int i = 0; i < same.size(); i++) {
            var here = checksums.of(same.get(i).entry().path());
            // A line too few leaves open which file it is of.
            if (sums.size() == same.size() && sums.get(i).equals(here)) {
                unchanged++;
            } else {
                plan.sent().add(same.get(i));
            }
        }
        return unchanged;
    }

    private Outcome send(Remote remote, Plan plan, boolean hasTar, Output output)
            throws RemoteException, InterruptedException {
        var script = Commit.script(plan, options.preserve());
        var stream = new FileStream(hasTar ? new TarFormat() : new PlainFormat(), plan.sent(), script, moved);
        Input input = () -> stream;
        var said = new Collected();
        var words = List.of(Names.shown(plan.base()), ".dt-" + nonce(), options.preserve() ? "-p" : "-m");
        try {
            var outcome = steps.run(remote, hasTar ? Steps.TAKE : Steps.TAKE_PLAIN, words, input, said);
            if (stream.problem() == null) {
                said.tell(output);
                return outcome;
            }
        } catch (RemoteException e) {
            // A host that is this machine tells of an input that broke by losing the command.
            if (stream.problem() == null) {
                throw e;
            }
        }
        Remark.tell(output, true, String.valueOf(stream.problem()));
        return new Outcome.Failed(1);
    }

    private void report(Host host, Plan plan, int unchanged, Output output) {
        long bytes = plan.sent().stream().mapToLong(p -> p.entry().size()).sum();
        Remark.tell(output, false, plan.files() + " sent, " + unchanged + " unchanged, " + bytes + " bytes");
        var known = new LinkedHashMap<String, Object>();
        known.put("files_sent", plan.files());
        known.put("files_unchanged", unchanged);
        known.put("bytes_sent", bytes);
        facts.put(host, known);
    }

    private String nonce() {
        var bytes = new byte[8];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public Map<String, Object> facts(Host host) {
        return facts.getOrDefault(host, Map.of());
    }

    @Override
    public long bytesMoved() {
        return moved.get();
    }

    @Override
    public String plan(Host host) {
        return String.join(" ", options.sources()) + " -> " + options.destination();
    }

    @Override
    public void close() {
        steps.close();
    }
}

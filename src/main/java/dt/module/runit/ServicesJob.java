package dt.module.runit;

import dt.inventory.Host;
import dt.module.Job;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A job on the services of hosts. Its facts of a host are those of the last answer from there. */
abstract sealed class ServicesJob implements Job permits RunitJob, WatchJob {
    static final String WRONG = "the answer is none of dt's: something on the host prints into it, or cuts it";

    final Runner runner;
    private final List<String> names;
    private final ConcurrentHashMap<Host, Map<String, Object>> facts = new ConcurrentHashMap<>();

    /** @param names the services that hosts are to answer for, or none for all that they have */
    ServicesJob(Runner runner, List<String> names) {
        this.runner = runner;
        this.names = names;
    }

    /** Whether this is about the services that were named. */
    final boolean isAnswer(Answer answer) {
        return answer.isAbout(names);
    }

    final void keep(Host host, Answer answer) {
        facts.put(host, answer.facts());
    }

    @Override
    public final Map<String, Object> facts(Host host) {
        return facts.getOrDefault(host, Map.of());
    }

    @Override
    public final String plan(Host host) {
        return runner.plan(host);
    }

    @Override
    public final void close() {
        runner.close();
    }
}

package dt.module.runit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dt.inventory.Host;
import dt.module.Collected;
import dt.module.Job;
import dt.module.Outcome;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks and tells the services of hosts. */
final class RunitJob implements Job {
    /** Beyond what is waited for: a check script may hang, and every wait has an end. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    static final String WRONG = "the answer is none of dt's: something on the host prints into it, or cuts it";

    private final Runner runner;
    private final List<String> names;
    private final ConcurrentHashMap<Host, Map<String, Object>> facts = new ConcurrentHashMap<>();

    /** @param names the services that hosts are to answer for, or none for all that they have */
    RunitJob(Runner runner, List<String> names) {
        this.runner = runner;
        this.names = names;
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        var said = new Collected();
        var limit = Duration.ofSeconds(runner.asked().seconds());
        var outcome = runner.run(host, remote, limit.plus(GRACE), said);
        var answer = Answer.parse(said.out()).filter(a -> a.isAbout(names)).orElse(null);
        if (answer == null) {
            said.tell(output);
            if (outcome.isOkay()) {
                tell(output, true, WRONG);
                return new Outcome.Failed(1);
            }
            return outcome;
        }
        output(said, output);
        if (answer.folder() != null) {
            tell(output, true, answer.nowhere());
            return new Outcome.Failed(1);
        }
        facts.put(host, answer.facts());
        answer.services().forEach(service -> tell(output, false, service.line()));
        return outcome.isOkay() ? outcome(answer.services(), limit) : outcome;
    }

    private static Outcome outcome(List<ServiceState> services, Duration limit) {
        if (services.stream().anyMatch(ServiceState::late)) {
            return new Outcome.TimedOut(limit);
        }
        boolean trouble = services.stream().anyMatch(ServiceState.Trouble.class::isInstance);
        return trouble ? new Outcome.Failed(1) : new Outcome.Okay();
    }

    /** What the shell there complained of. */
    private static void output(Collected said, Output output) {
        var err = said.err();
        try {
            output.stderr(err, 0, err.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void tell(Output output, boolean error, String text) {
        var line = (text + "\n").getBytes(UTF_8);
        try {
            if (error) {
                output.stderr(line, 0, line.length);
            } else {
                output.stdout(line, 0, line.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, Object> facts(Host host) {
        return facts.getOrDefault(host, Map.of());
    }

    @Override
    public String plan(Host host) {
        return runner.plan(host);
    }

    @Override
    public void close() {
        runner.close();
    }
}

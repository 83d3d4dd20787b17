package dt.module.runit;

import dt.inventory.Host;
import dt.module.Collected;
import dt.module.Outcome;
import dt.module.Remark;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Asks and tells the services of hosts. */
final class RunitJob extends ServicesJob {
    /** Beyond what is waited for: a check script may hang, and every wait has an end. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    /** @param names the services that hosts are to answer for, or none for all that they have */
    RunitJob(Runner runner, List<String> names) {
        super(runner, names);
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        var said = new Collected();
        var limit = Duration.ofSeconds(runner.asked().seconds());
        var outcome = runner.run(host, remote, limit.plus(GRACE), said);
        var answer = Answer.parse(said.out()).filter(this::isAnswer).orElse(null);
        if (answer == null) {
            said.tell(output);
            if (outcome.isOkay()) {
                Remark.tell(output, true, WRONG);
                return new Outcome.Failed(1);
            }
            return outcome;
        }
        output(said, output);
        if (answer.folder() != null) {
            Remark.tell(output, true, answer.nowhere());
            return new Outcome.Failed(1);
        }
        keep(host, answer);
        answer.services().forEach(service -> Remark.tell(output, false, service.line()));
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
}

package dt.module.runit;

import dt.inventory.Host;
import dt.module.Outcome;
import dt.module.Remark;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows each change of services as it comes. The host looks by itself, so that a change is known here at once and what
 * does not change costs nothing. The facts of a host are those of its last answer while the job is on it.
 */
final class WatchJob extends ServicesJob {
    /** @param names the services to watch, or none for all that there are */
    WatchJob(Runner runner, List<String> names) {
        super(runner, names);
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        var known = new LinkedHashMap<String, String>();
        var answers = new Answers(answer -> take(host, answer, known, output), output);
        try {
            return runner.run(host, remote, null, answers);
        } catch (RemoteException e) {
            if (!answers.areWrong()) {
                throw e;
            }
            Remark.tell(output, true, WRONG);
            return new Outcome.Failed(1);
        }
    }

    private void take(Host host, Answer answer, Map<String, String> known, Output output) {
        if (answer.folder() != null) {
            Remark.tell(output, true, answer.nowhere());
            return;
        }
        if (!isAnswer(answer)) {
            return;
        }
        var gone = new ArrayList<>(known.keySet());
        for (var service : answer.services()) {
            gone.remove(service.name());
            var state = lasting(service);
            if (!state.equals(known.put(service.name(), state))) {
                Remark.tell(output, false, service.line());
            }
        }
        for (var name : gone) {
            known.remove(name);
            Remark.tell(output, false, ServiceState.shown(name) + ": gone");
        }
        keep(host, answer);
    }

    /** All that is told of it, without what grows by itself. */
    private static String lasting(ServiceState service) {
        return service.fields().toString().replaceAll("\\buptime=\\d+", "");
    }

    @Override
    public boolean streams() {
        return true;
    }
}

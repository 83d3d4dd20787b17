package dt.module.shell;

import dt.inventory.Host;
import dt.module.Collected;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Input;
import dt.remote.LocalRemote;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs modules on this machine as a host whose home is a folder of the test. */
final class OnThisMachine {
    final Map<String, String> environment;
    private final Path home;
    Collected printed = new Collected();

    OnThisMachine(Path home) {
        this.home = home;
        environment =
                Map.of("HOME", home.toString(), "PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "TMPDIR", home.toString());
    }

    Job job(HostModule module, Input input, String... words) throws UsageException {
        return module.prepare(new Request(List.of(words), input, null));
    }

    Outcome runs(HostModule module, String... words) throws Exception {
        return runs(job(module, Input.EMPTY, words), Host.named("web1"));
    }

    Outcome runs(Job job, Host host) throws Exception {
        printed = new Collected();
        try (var remote = new LocalRemote(environment, home)) {
            return job.on(host, remote, printed);
        }
    }

    String out() {
        return new String(printed.out(), StandardCharsets.UTF_8);
    }

    String err() {
        return new String(printed.err(), StandardCharsets.UTF_8);
    }
}

package dt.cli;

import dt.module.HostModule;
import dt.module.Modules;
import dt.module.UsageException;
import dt.module.hostmgmt.ListHosts;
import dt.module.scp.Rscp;
import dt.module.scp.Scp;
import dt.module.shell.Local;
import dt.module.shell.Ping;
import dt.module.shell.Script;
import dt.module.shell.Ssh;
import dt.module.shell.SshCopyId;
import dt.module.shell.SudoModule;
import java.util.List;

/** The modules that dt has. This is the only place that knows them all. */
final class Builtin {
    private Builtin() {}

    static Modules modules(Surroundings caller) throws UsageException {
        return Modules.of(own(caller));
    }

    private static List<HostModule> own(Surroundings caller) {
        return List.of(
                new Ssh(),
                new Script(caller.folder()),
                new SudoModule(caller.prompt()::secret),
                new SshCopyId(caller.folder(), caller.home()),
                new Scp(caller.folder(), caller.prompt()::secret),
                new Rscp(caller.folder(), caller.prompt()::secret),
                new Ping(caller.env(), caller.folder()),
                new Local(caller.env(), caller.folder()),
                new ListHosts());
    }
}

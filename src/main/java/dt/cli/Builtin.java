package dt.cli;

import dt.module.HostModule;
import dt.module.Modules;
import dt.module.UsageException;
import dt.module.hostmgmt.AddHosts;
import dt.module.hostmgmt.ListHosts;
import dt.module.hostmgmt.RemoveHosts;
import dt.module.hostmgmt.TagHosts;
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

    static Modules modules(Call call) throws UsageException {
        return Modules.of(own(call));
    }

    private static List<HostModule> own(Call call) {
        var caller = call.caller();
        return List.of(
                new Ssh(),
                new Script(caller.folder()),
                new SudoModule(caller.prompt()::secret),
                new SshCopyId(caller.folder(), caller.home()),
                new Scp(caller.folder(), caller.prompt()::secret),
                new Rscp(caller.folder(), caller.prompt()::secret),
                new Ping(caller.env(), caller.folder()),
                new Local(caller.env(), caller.folder()),
                new ListHosts(),
                new AddHosts(call.sources()),
                new TagHosts(call.sources()),
                new RemoveHosts(call.sources()));
    }
}

package dt.cli;

import dt.module.HostModule;
import dt.module.Modules;
import dt.module.UsageException;
import dt.module.dropin.DropIns;
import dt.module.dropin.LocalTools;
import dt.module.hostmgmt.AddHosts;
import dt.module.hostmgmt.ListHosts;
import dt.module.hostmgmt.RemoveHosts;
import dt.module.hostmgmt.TagHosts;
import dt.module.nssmap.Libraries;
import dt.module.nssmap.Nssmap;
import dt.module.runit.Runit;
import dt.module.scp.Rscp;
import dt.module.scp.Scp;
import dt.module.shell.Local;
import dt.module.shell.Ping;
import dt.module.shell.Script;
import dt.module.shell.Ssh;
import dt.module.shell.SshCopyId;
import dt.module.shell.SudoModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The modules that dt has. This is the only place that knows them all. */
final class Builtin {
    private Builtin() {}

    /**
     * All modules, drop-ins too.
     *
     * @throws UsageException for a drop-in that is asked for and cannot be used
     */
    static Modules modules(Call call) throws UsageException {
        var all = new ArrayList<>(own(call));
        for (var found : dropIns(call)) {
            if (found.problem().isEmpty()) {
                all.add(found.module());
            }
        }
        return Modules.of(all);
    }

    /** Says why a drop-in of this name cannot be used, if there is one that cannot. */
    static void refuseBroken(Call call, String name) throws UsageException {
        for (var found : dropIns(call)) {
            boolean own = own(call).stream().anyMatch(m -> m.name().equals(name));
            if (found.module().name().equals(name) && !found.problem().isEmpty() && !own) {
                throw new UsageException(
                        "the module " + name + " cannot be used: " + found.origin() + ": " + found.problem());
            }
        }
    }

    static List<DropIns.Found> dropIns(Call call) {
        var caller = call.caller();
        var folders = new ArrayList<Path>();
        folders.add(caller.xdg("XDG_CONFIG_HOME", ".config").resolve("dt/modules"));
        // Never from the current folder, so a relative one is none.
        caller.variable("DTOOLS_LIB").map(Path::of).filter(Path::isAbsolute).ifPresent(folders::add);
        folders.add(Path.of("/etc/dt/modules"));
        // Those that came with dt, wherever it was unpacked.
        folders.add(Path.of(System.getProperty("dt.modules", "/usr/lib/dt/modules")));
        var copy = new Scp(caller.folder(), caller.prompt()::secret);
        var tools = new LocalTools(caller.env(), caller.folder(), caller.scratch(), copy);
        var names = own(call).stream().map(HostModule::name).collect(Collectors.toSet());
        return DropIns.in(List.copyOf(folders), tools, names);
    }

    /** A folder of drop-ins that is named from the current folder, and so is none. */
    static Optional<String> misplaced(Surroundings caller) {
        return caller.variable("DTOOLS_LIB").filter(folder -> !Path.of(folder).isAbsolute());
    }

    static List<HostModule> own(Call call) {
        var caller = call.caller();
        return List.of(
                new Ssh(),
                new Script(caller.folder()),
                new SudoModule(caller.prompt()::secret),
                new SshCopyId(caller.folder(), caller.home()),
                new Scp(caller.folder(), caller.prompt()::secret),
                new Rscp(caller.folder(), caller.prompt()::secret),
                new Runit(caller.folder(), caller.prompt()::secret),
                new Nssmap(caller.folder(), caller.prompt()::secret, Libraries.OF_DT),
                new Ping(caller.env(), caller.folder()),
                new Local(caller.env(), caller.folder()),
                new ListHosts(),
                new AddHosts(call.sources(), new KeyScanner(call)),
                new TagHosts(call.sources()),
                new RemoveHosts(call.sources()));
    }
}

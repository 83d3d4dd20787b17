package dt.cli;

import dt.module.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code dt modules}: what can be done on hosts, and where each drop-in comes from. */
final class ModulesVerb implements Verb {
    @Override
    public String name() {
        return "modules";
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "list the modules, one a line";
    }

    @Override
    public Set<Flag> flags() {
        return Set.of();
    }

    @Override
    public int run(Call call, List<String> args) throws UsageException, IOException {
        if (!args.isEmpty()) {
            throw new UsageException("dt modules takes no words; dt help " + args.getFirst() + " tells of one module");
        }
        var text = new StringBuilder(Help.list(Builtin.own(call)));
        for (var found : Builtin.dropIns(call)) {
            var module = found.module();
            var summary = found.problem().isEmpty() ? module.summary() : "broken: " + found.problem();
            text.append("\n  ")
                    .append((module.name() + " " + module.usage()).strip())
                    .append("\n      ");
            text.append(summary).append("\n      ").append(found.origin()).append('\n');
        }
        Builtin.misplaced(call.caller())
                .ifPresent(folder -> call.message(
                        "DTOOLS_LIB is \"" + folder + "\": nothing is taken from there, as it depends on the "
                                + "current folder; name it from / on"));
        call.print(text.toString());
        return ExitStatus.OKAY;
    }
}

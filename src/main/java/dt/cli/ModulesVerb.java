package dt.cli;

import dt.module.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code dt modules}: what a run can do, and where each module comes from. */
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
        return "list the modules and where they come from";
    }

    @Override
    public Set<Flag> flags() {
        return Set.of();
    }

    @Override
    public int run(Call call, List<String> args) throws UsageException, IOException {
        if (!args.isEmpty()) {
            throw new UsageException("dt modules takes no words; dt --help MODULE tells of one");
        }
        var text = new StringBuilder();
        for (var module : Builtin.own(call)) {
            text.append("%-12s %-10s %s%n".formatted(module.name(), "dt", module.summary()));
        }
        for (var found : Builtin.dropIns(call)) {
            var summary = found.problem().isEmpty() ? found.module().summary() : "broken: " + found.problem();
            text.append("%-12s %-10s %s (%s)%n".formatted(found.module().name(), "drop-in", summary, found.origin()));
        }
        call.print(text.toString());
        return ExitStatus.OKAY;
    }
}

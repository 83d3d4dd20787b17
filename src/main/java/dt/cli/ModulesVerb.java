package dt.cli;

import dt.module.Modules;
import dt.module.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code dt modules}: what can be done on hosts. */
record ModulesVerb(Modules modules) implements Verb {
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
        call.print(Help.list(modules.all()));
        return ExitStatus.OKAY;
    }
}

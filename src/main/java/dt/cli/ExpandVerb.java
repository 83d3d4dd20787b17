package dt.cli;

import dt.hostlist.HostList;
import dt.hostlist.HostListException;
import dt.module.UsageException;
import dt.output.Sink;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code dt expand}: the names of host lists, one a line. Needs no inventory. */
final class ExpandVerb implements Verb {
    @Override
    public String name() {
        return "expand";
    }

    @Override
    public String usage() {
        return "[-c] HOSTLIST...";
    }

    @Override
    public String summary() {
        return "print the names of a host list such as web[01-20], one a line; -c how many";
    }

    @Override
    public Set<Flag> flags() {
        return Set.of(Flag.COUNT);
    }

    @Override
    public int run(Call call, List<String> args) throws UsageException {
        if (args.isEmpty()) {
            throw new UsageException("dt expand needs a host list, such as web[01-20]");
        }
        var names = new LinkedHashSet<String>();
        for (var list : args) {
            try {
                names.addAll(HostList.expand(list));
            } catch (HostListException e) {
                throw new UsageException(e.pointed());
            }
        }
        var out = new Sink(call.caller().out());
        var lines = call.options().has(Flag.COUNT) ? names.size() + "\n" : String.join("\n", names) + "\n";
        var bytes = lines.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
        return ExitStatus.OKAY;
    }
}

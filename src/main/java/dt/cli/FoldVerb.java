package dt.cli;

import dt.hostlist.HostList;
import dt.hostlist.HostListException;
import dt.module.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code dt fold}: the shortest host list of names from the arguments or standard input. Needs no inventory. */
final class FoldVerb implements Verb {
    private static final int MOST = 256 << 20;

    @Override
    public String name() {
        return "fold";
    }

    @Override
    public String usage() {
        return "[-c] [NAME...]";
    }

    @Override
    public String summary() {
        return "fold names, from standard input if none are given, into one host list; -c how many";
    }

    @Override
    public Set<Flag> flags() {
        return Set.of(Flag.COUNT);
    }

    @Override
    public int run(Call call, List<String> args) throws UsageException, IOException {
        var names = new LinkedHashSet<String>();
        for (var word : args.isEmpty() ? read(call) : args) {
            try {
                names.addAll(HostList.expand(word));
            } catch (HostListException e) {
                throw new UsageException(e.pointed());
            }
        }
        if (call.options().has(Flag.COUNT)) {
            call.print(names.size() + "\n");
        } else if (!names.isEmpty()) {
            call.print(HostList.fold(names) + "\n");
        }
        return ExitStatus.OKAY;
    }

    private static List<String> read(Call call) throws IOException, UsageException {
        var bytes = call.caller().in().readNBytes(MOST);
        if (bytes.length == MOST) {
            throw new UsageException("standard input has more than 256 MiB of names; fold fewer");
        }
        return new ArrayList<>(Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }
}

package dt.ssh;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A command and what it has started: all of its process group, and the groups of its descendants. Such are those behind a
 * terminal that sudo or script(1) makes. What has left the command for good (a daemon, whose parent has ended) is not its.
 */
final class Family {
    private final Set<Long> groups = new TreeSet<>();

    /** @param leader the command's first process, whose number is that of its group */
    Family(long leader, ProcessList all) {
        groups.add(leader);
        var members = new HashSet<>(Set.of(leader));
        while (grows(members, all)) {
            // Until nobody is left whose parent is one of them.
        }
        take(members, all);
    }

    /** Whether nobody lives of it. Who has been started meanwhile is taken in. */
    boolean isGone(ProcessList all) {
        var members = all.entries().stream()
                .filter(entry -> groups.contains(entry.group()))
                .map(ProcessList.Entry::pid)
                .collect(Collectors.toCollection(HashSet::new));
        while (grows(members, all)) {
            // As above.
        }
        take(members, all);
        return members.isEmpty();
    }

    private static boolean grows(Set<Long> members, ProcessList all) {
        boolean grown = false;
        for (var entry : all.entries()) {
            grown |= members.contains(entry.parent()) && members.add(entry.pid());
        }
        return grown;
    }

    private void take(Set<Long> members, ProcessList all) {
        all.entries().stream()
                .filter(entry -> members.contains(entry.pid()))
                .forEach(entry -> groups.add(entry.group()));
    }

    /** A line of POSIX shell that signals all of it. */
    String kill(String signal) {
        return "kill -s " + signal + " --"
                + groups.stream().map(group -> " -" + group).collect(Collectors.joining());
    }
}

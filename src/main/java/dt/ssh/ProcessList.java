package dt.ssh;

import java.util.Comparator;
import java.util.List;

/**
 * The processes of a host that live, as one shell there sees them.
 *
 * @param shell that one
 * @param server the sshd that serves the connection, whose children are the commands
 */
record ProcessList(long shell, long server, List<Entry> entries) {
    /** @param start by which children are told apart; 0 where the host does not say */
    record Entry(long pid, long parent, long group, long start) {}

    ProcessList {
        entries = List.copyOf(entries);
    }

    /** The commands of the connection, the oldest first. */
    List<Entry> children() {
        return entries.stream()
                .filter(entry -> entry.parent == server && entry.pid != shell)
                .sorted(Comparator.comparingLong(Entry::start).thenComparingLong(Entry::pid))
                .toList();
    }
}

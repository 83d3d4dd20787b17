package dt.sshconfig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The local users and groups, passwd(5) and group(5); those of a directory service are not seen. */
final class Accounts {
    private static final int NAME = 0;
    private static final int ID = 2;
    private static final int GROUP = 3;
    private static final int MEMBERS = 3;
    private static final int HOME = 5;

    private Accounts() {}

    static Optional<String> homeOf(String user) {
        return lines("passwd").stream()
                .filter(p -> p.length > HOME && p[NAME].equals(user))
                .map(p -> p[HOME])
                .findFirst();
    }

    /** Debian's rule: a group may write if its owner is its one member, as the groups that adduser makes. */
    static boolean isAlone(int owner, int group) {
        var inGroup = lines("passwd").stream()
                .filter(p -> p.length > HOME && p[GROUP].equals(String.valueOf(group)))
                .toList();
        var name = lines("passwd").stream()
                .filter(p -> p.length > HOME && p[ID].equals(String.valueOf(owner)))
                .map(p -> p[NAME])
                .findFirst();
        var members = lines("group").stream()
                .filter(g -> g.length > MEMBERS && g[ID].equals(String.valueOf(group)))
                .map(g -> g[MEMBERS])
                .findFirst();
        boolean known = name.isPresent() && members.isPresent();
        boolean someone = !inGroup.isEmpty() || !members.orElse("").isEmpty();
        return known
                && someone
                && inGroup.stream().allMatch(p -> p[ID].equals(String.valueOf(owner)))
                && (members.get().isEmpty() || members.get().equals(name.get()));
    }

    private static List<String[]> lines(String file) {
        try {
            return Files.readAllLines(Path.of("/etc", file), StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.split(":", -1))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}

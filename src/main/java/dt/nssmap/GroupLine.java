package dt.nssmap;

import java.util.List;
import java.util.OptionalLong;

/** A line of group(5). */
record GroupLine(String text) {
    /** Its GID if it lists the user; empty if it does not, or is no such line, or is of gid 0. */
    OptionalLong gidFor(String user) {
        var fields = text.split(":", -1);
        if (fields.length != 4 || fields[0].isEmpty() || user.isEmpty()) {
            return OptionalLong.empty();
        }
        var gid = Ids.read(fields[2], Ids.MOST);
        boolean listed = List.of(fields[3].split(",", -1)).contains(user);
        return gid.isPresent() && Ids.isUsable(gid.getAsLong()) && listed ? gid : OptionalLong.empty();
    }
}

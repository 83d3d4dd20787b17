package dt.nssmap;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** What is wrong only in the light of other lines. Asked when each line by itself is right. */
record Contradictions(VirtualLine.Right line1, Values values, Map<String, ConfLine> seen) {
    Optional<Problem> first() {
        var virtual = line1.virtual();
        if (isNobodys(virtual.uid())) {
            return Optional.of(new Problem(1, line1.uidColumn(), forbidden("uid", virtual.uid())));
        }
        if (isNobodys(virtual.gid())) {
            return Optional.of(new Problem(1, line1.gidColumn(), forbidden("gid", virtual.gid())));
        }
        if (values.needsKey && !seen.containsKey("keys")) {
            return at("require", "require = key needs the line keys = PATH with %u for the name");
        }
        if (values.range.isEmpty()) {
            return at("pins", "pins are for uids = hash; all names share one UID here");
        }
        var range = values.range.get();
        if (range.lowest() < values.minUid) {
            return at("uids", "the range begins below min_uid, " + values.minUid);
        }
        if (range.has(virtual.uid()) || range.has(virtual.gid())) {
            return at("uids", "the virtual user's own uid or gid is in the range");
        }
        return wrongPin();
    }

    private Optional<Problem> wrongPin() {
        var names = new HashSet<String>();
        var uids = new HashSet<Long>();
        var virtual = line1.virtual();
        for (var placed : values.pins) {
            var pin = placed.pin();
            String why = null;
            if (pin.uid() < values.minUid) {
                why = "is below min_uid, " + values.minUid;
            } else if (pin.uid() == virtual.uid() || pin.uid() == virtual.gid()) {
                why = "is the virtual user's";
            } else if (!uids.add(pin.uid()) || !names.add(pin.name())) {
                why = "and the name are pinned once only";
            }
            if (why != null) {
                return Optional.of(new Problem(placed.line(), placed.column(), "the uid " + pin.uid() + " " + why));
            }
        }
        return Optional.empty();
    }

    private boolean isNobodys(long id) {
        return !Ids.isUsable(id) || id < values.minUid;
    }

    private String forbidden(String what, long id) {
        return "the " + what + " " + id + " is root's, nobody's or below min_uid, " + values.minUid;
    }

    private Optional<Problem> at(String key, String message) {
        return Optional.ofNullable(seen.get(key)).map(line -> line.problem(message));
    }
}

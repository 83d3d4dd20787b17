package dt.nssmap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names that want one UID: on a host only the first of them that has a home gets it.
 *
 * @param names two or more, in alphabetical order
 * @param pin a line for the config that gives all but the first a free UID
 */
public record Collision(long uid, List<String> names, String pin) {
    public Collision {
        names = List.copyOf(names);
    }

    /** All collisions among names that the config maps; none where all names share a UID. */
    public static List<Collision> among(NssmapConf conf, Collection<String> roster) {
        if (!(conf.uids() instanceof NssmapConf.Uids.Hash hash)) {
            return List.of();
        }
        var holders = new TreeMap<Long, TreeSet<String>>();
        for (var pin : hash.pins()) {
            holders.computeIfAbsent(pin.uid(), _ -> new TreeSet<>()).add(pin.name());
        }
        for (var name : roster) {
            if (conf.refusal(name).isEmpty()) {
                long uid = hash.uid(name).orElse(hash.hash(name));
                holders.computeIfAbsent(uid, _ -> new TreeSet<>()).add(name);
            }
        }
        var taken = new HashSet<>(holders.keySet());
        var found = new ArrayList<Collision>();
        holders.forEach((uid, names) -> {
            if (names.size() > 1) {
                found.add(new Collision(uid, List.copyOf(names), pins(hash, uid, names, taken)));
            }
        });
        return found;
    }

    private static String pins(NssmapConf.Uids.Hash hash, long uid, TreeSet<String> names, HashSet<Long> taken) {
        // Who is pinned already has been settled, and keeps it.
        var keeps = hash.pins().stream()
                .filter(pin -> pin.uid() == uid)
                .map(Pin::name)
                .findFirst()
                .orElse(names.first());
        var words = new ArrayList<String>();
        long free = hash.highest();
        for (var name : names) {
            if (!name.equals(keeps)) {
                while (free > hash.lowest() && !taken.add(free)) {
                    free--;
                }
                words.add(name + ":" + free);
            }
        }
        return "pins = " + String.join(" ", words);
    }
}

package dt.hostlist;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sorts names by shape, that is by what they are but for their numbers, and folds those of one shape together. */
final class Fold {
    private Fold() {}

    static String of(Collection<String> names) {
        SortedMap<String, List<long[]>> shapes = new TreeMap<>();
        var asTheyAre = new TreeSet<String>();
        for (var name : names) {
            if (Names.isPlain(name) && !Names.looksLikeIpv6(name)) {
                var shape = new StringBuilder(name.length());
                var numbers = Digits.cut(name, shape);
                shapes.computeIfAbsent(shape.toString(), s -> new ArrayList<>()).add(numbers);
            } else {
                asTheyAre.add(name);
            }
        }
        var list = new StringJoiner(",");
        shapes.forEach((shape, points) -> Grid.fold(points).forEach(box -> list.add(box.in(shape))));
        asTheyAre.forEach(list::add);
        return list.toString();
    }
}

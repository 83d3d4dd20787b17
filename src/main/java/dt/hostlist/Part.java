package dt.hostlist;

import java.util.ArrayList;
import java.util.List;

/** One piece of a host pattern. A pattern is pieces side by side: all combinations of what they stand for. */
sealed interface Part {
    /** More hosts than this are refused. */
    long MOST_HOSTS = 1_000_000;

    /** Stands for itself. */
    record Text(String text) implements Part {}

    /** {@code [01-20,30]}. */
    record Numbers(List<Range> ranges) implements Part {}

    /** <code>{a,b[1-3]}</code>. */
    record Choice(List<List<Part>> patterns) implements Part {}

    /** How many names this stands for, and anything above {@link #MOST_HOSTS} when it is more than that. */
    default long count() {
        return switch (this) {
            case Text text -> 1;
            case Numbers(var ranges) -> {
                long sum = 0;
                for (var range : ranges) {
                    sum = capped(sum + range.count());
                }
                yield sum;
            }
            case Choice(var patterns) -> {
                long sum = 0;
                for (var pattern : patterns) {
                    sum = capped(sum + count(pattern));
                }
                yield sum;
            }
        };
    }

    static long count(List<Part> pattern) {
        long product = 1;
        for (var part : pattern) {
            product = capped(product * part.count());
        }
        return product;
    }

    /** Keeps sums and products of counts far from overflow: twice this squared fits a long. */
    private static long capped(long count) {
        return Math.min(count, MOST_HOSTS + 1);
    }

    default List<String> expand() {
        return switch (this) {
            case Text(var text) -> List.of(text);
            case Numbers(var ranges) -> {
                var numbers = new ArrayList<String>();
                ranges.forEach(range -> range.expand(numbers::add));
                yield numbers;
            }
            case Choice(var patterns) -> {
                var names = new ArrayList<String>();
                patterns.forEach(pattern -> names.addAll(expand(pattern)));
                yield names;
            }
        };
    }

    static List<String> expand(List<Part> pattern) {
        var names = List.of("");
        for (var part : pattern) {
            var endings = part.expand();
            var longer = new ArrayList<String>(names.size() * endings.size());
            for (var name : names) {
                for (var ending : endings) {
                    longer.add(name + ending);
                }
            }
            names = longer;
        }
        return names;
    }
}

package dt.hostlist;

import java.util.ArrayList;
import java.util.List;

/** One piece of a host pattern. A pattern is pieces side by side: all combinations of what they stand for. */
sealed interface Part {
    /** More hosts than this are refused. */
    long MOST_HOSTS = 1_000_000;

    /** How many names this stands for, and anything above {@link #MOST_HOSTS} when it is more than that. */
    long count();

    /** The names that this stands for, in order. */
    List<String> expand();

    /** Stands for itself. */
    record Text(String text) implements Part {
        @Override
        public long count() {
            return 1;
        }

        @Override
        public List<String> expand() {
            return List.of(text);
        }
    }

    /** {@code [01-20,30]}. */
    record Numbers(List<Range> ranges) implements Part {
        @Override
        public long count() {
            long sum = 0;
            for (var range : ranges) {
                sum = capped(sum + range.count());
            }
            return sum;
        }

        @Override
        public List<String> expand() {
            var numbers = new ArrayList<String>();
            for (var range : ranges) {
                range.expand(numbers);
            }
            return numbers;
        }
    }

    /** <code>{a,b[1-3]}</code>. */
    record Choice(List<List<Part>> patterns) implements Part {
        @Override
        public long count() {
            long sum = 0;
            for (var pattern : patterns) {
                sum = capped(sum + Part.count(pattern));
            }
            return sum;
        }

        @Override
        public List<String> expand() {
            var names = new ArrayList<String>();
            for (var pattern : patterns) {
                names.addAll(Part.expand(pattern));
            }
            return names;
        }
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

package dt.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How many hosts each step of a run has: numbers, or percents of all hosts, as Ansible's {@code serial} reads them. The
 * last size is repeated until no host is left.
 *
 * @param sizes as typed: {@code 1}, {@code 25%}
 */
public record Batches(List<String> sizes) {
    private static final Pattern SIZE = Pattern.compile("[1-9]\\d{0,8}|([1-9]\\d?|100)%");

    /** All hosts in one step. */
    public static final Batches ALL = new Batches(List.of("100%"));

    /** Checks the sizes; an {@link IllegalArgumentException} names the one that is none. */
    public Batches {
        sizes = List.copyOf(sizes);
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException("there is no size");
        }
        for (var size : sizes) {
            if (!SIZE.matcher(size).matches()) {
                throw new IllegalArgumentException(
                        "\"" + size + "\" is neither a number from 1 up nor a percentage from 1% to 100%");
            }
        }
    }

    /** The sizes of a list with commas. */
    public static Batches parse(String list) {
        return new Batches(List.of(list.split(",", -1)));
    }

    /** The hosts in steps, in their order, none of them empty. */
    public <T> List<List<T>> cut(List<T> hosts) {
        var steps = new ArrayList<List<T>>();
        int at = 0;
        while (at < hosts.size()) {
            var size = sizes.get(Math.min(steps.size(), sizes.size() - 1));
            int end = (int) Math.min(hosts.size(), at + count(size, hosts.size()));
            steps.add(List.copyOf(hosts.subList(at, end)));
            at = end;
        }
        return steps;
    }

    private static long count(String size, int hosts) {
        if (!size.endsWith("%")) {
            return Long.parseLong(size);
        }
        // A share of a few hosts is at least one of them.
        return Math.max(1, (long) hosts * Integer.parseInt(size.substring(0, size.length() - 1)) / 100);
    }
}

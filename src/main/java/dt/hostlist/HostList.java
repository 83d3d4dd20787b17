package dt.hostlist;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Host lists: names and patterns with commas between them.
 *
 * <table>
 * <caption>What may be in a pattern</caption>
 * <tr><td>{@code web[01-20,30]}</td><td>numbers, all of one width where any has a leading zero</td></tr>
 * <tr><td>{@code [0-10/2]}</td><td>every second one</td></tr>
 * <tr><td><code>{a,b[1-3]}</code></td><td>words, or patterns</td></tr>
 * <tr><td>{@code [2001:db8::1]:22}</td><td>an IPv6 address, kept as written</td></tr>
 * </table>
 *
 * <p>What a number's zeros say is text: {@code web0[8-11]} is web08 web09 web010 web011.
 */
public final class HostList {
    private HostList() {}

    /**
     * The names that a list stands for, each once, in the order written.
     *
     * @throws HostListException if the list is wrong or stands for more than a million hosts; nothing has been expanded
     */
    public static List<String> expand(String list) throws HostListException {
        return names(new HostListParser(list).list());
    }

    /**
     * The names that one pattern stands for: like {@link #expand}, but a comma outside brackets and braces is wrong.
     *
     * @throws HostListException as {@link #expand}
     */
    public static List<String> expandPattern(String pattern) throws HostListException {
        return names(List.of(new HostListParser(pattern).single()));
    }

    /**
     * How many names {@link #expand} would give.
     *
     * @throws HostListException as {@link #expand}
     */
    public static int count(String list) throws HostListException {
        return expand(list).size();
    }

    /**
     * The shortest list found that stands for these names, each once, in natural order: web2 before web10. IPv6 addresses
     * are never folded, nor is what no list can say: a name with a comma, bracket, brace or blank is put out as it is.
     */
    public static String fold(Collection<String> names) {
        return Fold.of(names);
    }

    private static List<String> names(List<List<Part>> patterns) {
        var names = new LinkedHashSet<String>();
        patterns.forEach(pattern -> names.addAll(Part.expand(pattern)));
        return new ArrayList<>(names);
    }
}

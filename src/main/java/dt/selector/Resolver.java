package dt.selector;

import dt.inventory.Host;
import dt.inventory.Inventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Turns one selector into hosts. */
final class Resolver {
    private final String text;
    private final Inventory inventory;
    private final Outside outside;

    Resolver(String text, Inventory inventory, Outside outside) {
        this.text = text;
        this.inventory = inventory;
        this.outside = outside;
    }

    List<Host> hosts(Selector selector) throws SelectorException, InterruptedException {
        var found = eval(selector, inventory.hosts());
        var byName = LinkedHashMap.<String, List<Host>>newLinkedHashMap(found.size());
        found.values()
                .forEach(h -> byName.computeIfAbsent(h.name(), _ -> new ArrayList<>(1))
                        .add(h));
        var ordered = new ArrayList<Host>(found.size());
        for (var host : inventory.hosts()) {
            var here = byName.remove(host.name());
            if (here != null) {
                ordered.addAll(here);
            }
        }
        byName.values().forEach(ordered::addAll);
        return ordered;
    }

    /** Hosts by label. {@code universe} is what {@code not:} takes the rest of. */
    private SequencedMap<String, Host> eval(Selector selector, Collection<Host> universe)
            throws SelectorException, InterruptedException {
        if (selector instanceof Selector.Not(var _, var inner)) {
            var rest = map(universe);
            without(rest, eval(inner, universe));
            return rest;
        }
        if (selector instanceof Selector.Both(var _, var left, var right)) {
            return both(eval(left, universe), right);
        }
        if (selector instanceof Selector.Either(var _, var left, var right)) {
            var all = eval(left, universe);
            eval(right, universe).forEach(all::putIfAbsent);
            return all;
        }
        return map(term(selector, universe));
    }

    // Not a switch: the first one over types costs a JVM 15 ms, more than all else that dt hosts does with ten hosts.
    private Collection<Host> term(Selector selector, Collection<Host> universe)
            throws SelectorException, InterruptedException {
        if (selector instanceof Selector.Tagged(var _, var test)) {
            var tagged = new ArrayList<Host>();
            for (var host : universe) {
                if (test.holds(host.tags())) {
                    tagged.add(host);
                }
            }
            return tagged;
        }
        if (selector instanceof Selector.Named(var _, var regex)) {
            return matching(regex, universe);
        }
        if (selector instanceof Selector.Listed(var _, var items)) {
            return listed(items, universe).values();
        }
        if (selector instanceof Selector.Out) {
            return new HostLines(text, inventory).read(outside.standardInput());
        }
        if (selector instanceof Selector.Ec2(var _, var filter)) {
            return new Ec2(text, outside).running(filter);
        }
        if (selector instanceof Selector.Run(var _, var words)) {
            return earlier(words);
        }
        return selector instanceof Selector.Nil ? List.of() : universe;
    }

    /** As the inventory has them today; those that it lost are as they were then. */
    private List<Host> earlier(String words) throws SelectorException {
        int place = Math.max(0, text.indexOf("run:"));
        var then = outside.earlierRun(words)
                .orElseThrow(() -> new SelectorException("no runs are remembered here", text, place));
        return then.stream().map(this::today).toList();
    }

    private Host today(Host then) {
        var known = inventory.find(then.name());
        if (known.isEmpty() || then.label().equals(then.name())) {
            return known.orElse(then);
        }
        // What stands around the name in the label was asked for by the selector of that run.
        int name = then.label().lastIndexOf(then.name());
        boolean user = name > 0;
        boolean port = name + then.name().length() < then.label().length();
        var login = known.get()
                .login()
                .with(user ? then.login().user() : null, port ? then.login().port() : null);
        return known.get().as(then.label(), login);
    }

    /**
     * The rest of a chain is asked of the hosts found so far: {@code not:} takes the rest of them, and a list may name
     * them by their plain name.
     */
    private SequencedMap<String, Host> both(SequencedMap<String, Host> first, Selector right)
            throws SelectorException, InterruptedException {
        var second = eval(right, first.values());
        var names = new java.util.HashSet<String>();
        second.values().forEach(h -> names.add(h.name()));
        var both = new LinkedHashMap<String, Host>();
        first.forEach((label, host) -> {
            if (names.contains(host.name())) {
                var other = second.get(label);
                both.put(label, other == null ? host : other);
            }
        });
        return both;
    }

    private static void without(SequencedMap<String, Host> all, Map<String, Host> unwanted) {
        var names = new java.util.HashSet<String>();
        unwanted.values().forEach(h -> names.add(h.name()));
        all.values().removeIf(h -> names.contains(h.name()));
    }

    private List<Host> matching(NamePattern regex, Collection<Host> universe) throws SelectorException {
        var found = new ArrayList<Host>();
        try {
            for (var host : universe) {
                var user = host.login().user();
                if (regex.matches(host.name()) || (user != null && regex.matches(user + "@" + host.name()))) {
                    found.add(host);
                }
            }
        } catch (NamePattern.TooSlow e) {
            throw new SelectorException(
                    "the expression takes too long for " + e.getMessage() + "; write one without nested repetition",
                    text,
                    Math.max(0, text.indexOf("exp:")));
        }
        return found;
    }

    private SequencedMap<String, Host> listed(List<HostItem> items, Collection<Host> universe) {
        var found = new LinkedHashMap<String, Host>();
        for (var item : items) {
            if (item.isGlob()) {
                var glob = new Glob(item.names().getFirst());
                universe.stream().filter(h -> glob.matches(h.name())).forEach(h -> add(found, h, item));
            } else {
                item.names().forEach(name -> add(found, inventory.find(name).orElseGet(() -> Host.named(name)), item));
            }
        }
        return found;
    }

    private static void add(Map<String, Host> found, Host host, HostItem item) {
        var named = host;
        if (item.user() != null || item.port() != null) {
            named = host.as(item.label(host.name()), host.login().with(item.user(), item.port()));
        }
        found.putIfAbsent(named.label(), named);
    }

    private static SequencedMap<String, Host> map(Collection<Host> hosts) {
        var map = LinkedHashMap.<String, Host>newLinkedHashMap(hosts.size());
        hosts.forEach(h -> map.putIfAbsent(h.label(), h));
        return map;
    }
}

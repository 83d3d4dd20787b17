package dt.selector;

import dt.inventory.Host;
import dt.inventory.Inventory;
import dt.suggest.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Text to selector, selector to hosts. */
public final class Selectors {
    private Selectors() {}

    /**
     * The selector that a text stands for. Evaluates nothing.
     *
     * @throws SelectorException the text is no selector; names the place
     */
    public static Selector parse(String text) throws SelectorException {
        return new SelectorParser(text).parse();
    }

    /**
     * The hosts: those of the inventory in its order, behind them addresses that it lacks in the order typed, each once.
     *
     * @throws SelectorException an expression runs for ever, or {@code out}, {@code ec2:} or {@code run:} failed
     */
    public static List<Host> resolve(Selector selector, Inventory inventory, Outside outside)
            throws SelectorException, InterruptedException {
        return new Resolver(selector.text(), inventory, outside).hosts(selector);
    }

    /** The names that a selector spells out, patterns over the inventory not among them. */
    public static Set<String> spelledOut(Selector selector) {
        return switch (selector) {
            case Selector.Listed(var _, var items) ->
                items.stream()
                        .filter(item -> !item.isGlob())
                        .flatMap(item -> item.names().stream())
                        .collect(Collectors.toSet());
            case Selector.Both(var _, var left, var right) -> spelledOut(left, right);
            case Selector.Either(var _, var left, var right) -> spelledOut(left, right);
            case Selector.All _,
                    Selector.Nil _,
                    Selector.Out _,
                    Selector.Tagged _,
                    Selector.Named _,
                    Selector.Ec2 _,
                    Selector.Run _,
                    Selector.Not _ -> Set.of();
        };
    }

    /** Whether hosts are to come from standard input. */
    public static boolean readsInput(Selector selector) {
        return switch (selector) {
            case Selector.Out _ -> true;
            case Selector.Not(var _, var inner) -> readsInput(inner);
            case Selector.Both(var _, var left, var right) -> readsInput(left) || readsInput(right);
            case Selector.Either(var _, var left, var right) -> readsInput(left) || readsInput(right);
            case Selector.All _,
                    Selector.Nil _,
                    Selector.Tagged _,
                    Selector.Named _,
                    Selector.Listed _,
                    Selector.Ec2 _,
                    Selector.Run _ -> false;
        };
    }

    private static Set<String> spelledOut(Selector left, Selector right) {
        var both = new HashSet<>(spelledOut(left));
        both.addAll(spelledOut(right));
        return both;
    }

    /** What may have been meant by a selector that no host matches: {@code tag:linux}. */
    public static List<String> suggestions(Selector selector, Inventory inventory) {
        var found = new ArrayList<String>();
        suggest(selector, inventory, found);
        return found.stream().distinct().toList();
    }

    private static void suggest(Selector selector, Inventory inventory, List<String> found) {
        switch (selector) {
            case Selector.Tagged(var _, var test) -> suggest(test, inventory, found);
            case Selector.Not(var _, var inner) -> suggest(inner, inventory, found);
            case Selector.Both(var _, var left, var right) -> {
                suggest(left, inventory, found);
                suggest(right, inventory, found);
            }
            case Selector.Either(var _, var left, var right) -> {
                suggest(left, inventory, found);
                suggest(right, inventory, found);
            }
            case Selector.All _,
                    Selector.Nil _,
                    Selector.Out _,
                    Selector.Named _,
                    Selector.Listed _,
                    Selector.Ec2 _,
                    Selector.Run _ -> {}
        }
    }

    private static void suggest(TagTest test, Inventory inventory, List<String> found) {
        switch (test) {
            case TagTest.Has(var tag) -> {
                var tags = inventory.tags();
                if (!tags.contains(tag)) {
                    Nearest.to(tag, tags).ifPresent(near -> found.add("tag:" + near));
                }
            }
            case TagTest.Like _ -> {}
            case TagTest.And(var left, var right) -> {
                suggest(left, inventory, found);
                suggest(right, inventory, found);
            }
            case TagTest.Or(var left, var right) -> {
                suggest(left, inventory, found);
                suggest(right, inventory, found);
            }
            case TagTest.Without(var left, var _) -> suggest(left, inventory, found);
        }
    }
}

package dt.cli;

import dt.inventory.Host;
import dt.inventory.InventoryException;
import dt.journal.HostState;
import dt.journal.PastRun;
import dt.module.UsageException;
import dt.selector.SelectorException;
import dt.selector.Selectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Repeats an earlier run: the same words, options and folder, on hosts of that run. */
final class Again {
    private static final int MOST_NAMES = 5;

    private final Call call;
    private final PastRun run;

    Again(Call call, PastRun run) {
        this.call = call;
        this.run = run;
    }

    /** @param which a state, a selector, or empty for all hosts but those that are unknown */
    int run(String which) throws UsageException, SelectorException, InventoryException, InterruptedException {
        var words = words(which);
        return Dt.run(words, call.caller().at(folder()));
    }

    private Path folder() {
        return Path.of(run.head().folder());
    }

    /** The words of dt that repeat it. */
    List<String> words(String which) throws UsageException, SelectorException, InventoryException {
        var head = run.head();
        if (run.isRunning()) {
            throw new UsageException("the run " + head.id() + " goes on; wait until it has ended");
        }
        if (head.masked()) {
            throw new UsageException("the words of the run " + head.id()
                    + " held a secret, which no journal keeps; type them anew, on run:" + head.id() + ":failed");
        }
        if (head.options().contains(Flag.STDIN.word()) && !call.options().has(Flag.STDIN)) {
            throw new UsageException(
                    "the run " + head.id() + " sent standard input to its hosts, which no journal keeps;"
                            + " give it again: dt " + Flag.STDIN.word() + " runs again " + head.id() + " < FILE");
        }
        var folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new UsageException("the run " + head.id() + " was started in " + folder
                    + ", which is gone; file names may be relative to it: type its words anew");
        }
        var words = options();
        words.add(selector(which));
        words.add(head.module());
        words.addAll(head.words());
        return words;
    }

    /** Those of then, and those that were given now where they differ from what settings say anyway. */
    private List<String> options() throws UsageException, InventoryException {
        var usual = SettingsFile.read(call.caller()).options();
        var given = new ArrayList<String>();
        for (var flag : Flag.values()) {
            var now = call.options().all(flag);
            if (!now.isEmpty() && !now.equals(usual.all(flag)) && Flag.ofRuns().contains(flag)) {
                given.addAll(call.options().only(flag).words());
            }
        }
        var names = given.stream().map(word -> word.split("=", 2)[0]).collect(Collectors.toSet());
        var words = new ArrayList<>(run.head().options());
        words.removeIf(word -> names.contains(word.split("=", 2)[0]));
        words.addAll(given);
        return words;
    }

    private String selector(String which) throws SelectorException {
        var of = "run:" + run.head().id();
        if (HostState.named(which).isPresent()) {
            return of + ":" + which;
        }
        var unknown = run.hosts(HostState.UNKNOWN).stream().map(Host::name).collect(Collectors.toSet());
        var chosen = of;
        if (!which.isEmpty()) {
            // Parsed alone first, so that an error points into what was typed.
            var selector = Selectors.parse(which);
            unknown.removeAll(Selectors.spelledOut(selector));
            chosen = of + " & (" + which + ")";
        }
        if (unknown.isEmpty()) {
            return chosen;
        }
        call.message("left out, as nobody knows whether it ran there: "
                + unknown.stream().sorted().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (unknown.size() > MOST_NAMES ? " and " + (unknown.size() - MOST_NAMES) + " more" : "")
                + "; look there, and name them or write unknown to repeat it");
        var named = run.hosts(HostState.UNKNOWN).stream()
                .map(Host::name)
                .filter(name -> !unknown.contains(name))
                .toList();
        var out = of + ":" + HostState.UNKNOWN.word();
        return chosen + " & !" + (named.isEmpty() ? out : "(" + out + " & !sys:" + String.join(",", named) + ")");
    }
}

package dt.sh;

import java.util.ArrayList;
import java.util.List;

/**
 * What holds for the lines that follow.
 *
 * @param selector the hosts
 * @param module what gets the lines, with its first words
 * @param options those of each run
 * @param filter how results are shown, or nothing
 */
record Situation(String selector, List<String> module, List<String> options, String filter) {
    static final String SSH = "ssh";

    Situation {
        module = List.copyOf(module);
        options = List.copyOf(options);
    }

    static Situation of(String selector) {
        return new Situation(selector, List.of(SSH), List.of(), "");
    }

    Situation on(String other) {
        return new Situation(other, module, options, filter);
    }

    Situation through(List<String> other) {
        return new Situation(selector, other, options, filter);
    }

    Situation with(List<String> other) {
        return new Situation(selector, module, other, filter);
    }

    Situation shown(String other) {
        return new Situation(selector, module, options, other);
    }

    boolean isSsh() {
        return module.equals(List.of(SSH));
    }

    /** The words of a run of this module. */
    List<String> run(List<String> words) {
        var all = shownAs();
        all.add("--");
        all.add(selector);
        all.addAll(words);
        return all;
    }

    /** The options and how results are shown. */
    List<String> shownAs() {
        var all = new ArrayList<>(options);
        if (!filter.isEmpty()) {
            all.add("--output=" + filter);
        }
        return all;
    }
}

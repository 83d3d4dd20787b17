package dt.journal;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a run before it begins.
 *
 * @param start wall clock
 * @param user who started it
 * @param folder the current folder of whoever did: file names among the words are relative to it
 * @param selector as it was typed
 * @param words what the module got
 * @param options as they would be typed: {@code --fanout=5}
 * @param masked whether a secret was taken out of selector, words or options: they cannot be repeated then
 */
public record Head(
        RunId id,
        Instant start,
        String user,
        String folder,
        String selector,
        String module,
        List<String> words,
        List<String> options,
        boolean masked) {
    public Head {
        words = List.copyOf(words);
        options = List.copyOf(options);
    }
}

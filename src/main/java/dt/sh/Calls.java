package dt.sh;

import dt.completion.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** What dt sh has the rest of dt do. */
public interface Calls {
    /** Says what tells the width of the terminal. */
    void columns(IntSupplier said);

    /** One call with these words, to its end; answers the exit status. */
    int call(List<String> words);

    /** Ctrl-C while a call is under way: ends what runs on the hosts. False: it was told before, and dt is to leave. */
    boolean stop();

    /** Why these options cannot be those of a run, or empty. */
    Optional<String> wrongOptions(List<String> options);

    /** Why this selector cannot be used: it is none, or no host matches; or empty. */
    Optional<String> wrongSelector(List<String> options, String selector);

    /** Whether a module needs words; empty when there is no such module. */
    Optional<Boolean> needsWords(String module);

    /** The names of the modules. */
    List<String> modules();

    /** The run that was the last one here and can be repeated. */
    Optional<String> lastRun();

    /** What may stand in the place of the last of these words, behind dt. */
    Answer complete(List<String> words);

    /** The paths on one host of the selector that begin like this one; nothing when it does not answer soon. */
    List<String> paths(List<String> options, String selector, String path);

    /** Text for standard output. */
    void print(String text) throws IOException;

    /** A message for the person. */
    void message(String text);
}

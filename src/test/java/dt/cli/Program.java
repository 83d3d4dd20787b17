package dt.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Something that does what dt does: the code in this process, a running agent, or the packed program. */
interface Program {
    /**
     * One call, to its end.
     *
     * @param env all of its environment
     * @param folder where it is called
     */
    Ended run(List<String> words, Map<String, String> env, Path folder, String input) throws Exception;

    /** What a call left behind. */
    record Ended(String out, String err, int status) {}
}

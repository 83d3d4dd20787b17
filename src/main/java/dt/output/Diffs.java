package dt.output;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.List;

/** Unified diffs with a limit on what they cost. */
final class Diffs {
    private static final int CONTEXT = 3;

    /** Lines of both sides. */
    private static final int MOST = 20_000;

    private Diffs() {}

    /** The diff, or one line that says why there is none. */
    static List<String> of(String oneName, List<String> one, String otherName, List<String> other) {
        int lines = one.size() + other.size();
        if (lines > MOST) {
            return List.of("no diff: the two have " + lines + " lines, more than " + MOST
                    + "; write them with -o dir:PATH and compare the files");
        }
        // The usual algorithm keeps every path it tries: the square of the differences in memory.
        var patch = DiffUtils.diff(one, other, new MyersDiffWithLinearSpace<>());
        return UnifiedDiffUtils.generateUnifiedDiff(oneName, otherName, one, patch, CONTEXT);
    }
}

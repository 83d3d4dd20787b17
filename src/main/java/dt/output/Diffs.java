package dt.output;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
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
        var changes = new MyersDiffWithLinearSpace<String>().computeDiff(one, other, null);
        var patch = Patch.generate(one, other, joined(changes));
        return UnifiedDiffUtils.generateUnifiedDiff(oneName, otherName, one, patch, CONTEXT);
    }

    /** The algorithm tells of each line on its own; a diff is read as what went, then what came. */
    private static List<Change> joined(List<Change> changes) {
        var joined = new ArrayList<Change>();
        for (var next : changes) {
            if (!joined.isEmpty()
                    && joined.getLast().endOriginal == next.startOriginal
                    && joined.getLast().endRevised == next.startRevised) {
                var last = joined.removeLast();
                joined.add(change(last.startOriginal, next.endOriginal, last.startRevised, next.endRevised));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    private static Change change(int startOriginal, int endOriginal, int startRevised, int endRevised) {
        var type = startOriginal == endOriginal
                ? DeltaType.INSERT
                : startRevised == endRevised ? DeltaType.DELETE : DeltaType.CHANGE;
        return new Change(type, startOriginal, endOriginal, startRevised, endRevised);
    }
}

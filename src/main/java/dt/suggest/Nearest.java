package dt.suggest;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that somebody who mistyped most likely meant. */
public final class Nearest {
    private Nearest() {}

    /** The nearest of {@code words}, if any is near enough: a third of its letters may differ. */
    public static Optional<String> to(String typed, Collection<String> words) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (var word : words) {
            int far = distance(typed, word);
            if (far < least && far <= Math.max(1, word.length() / 3)) {
                best = word;
                least = far;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Edits from one to the other: insert, delete, replace, swap two neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        var row = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            System.arraycopy(last, 0, before, 0, last.length);
            System.arraycopy(row, 0, last, 0, row.length);
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}

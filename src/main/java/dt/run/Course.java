package dt.run;

import org.jspecify.annotations.Nullable;

/**
 * How a run takes its course.
 *
 * @param batches its steps: one is done before the next begins
 * @param between what happens between two of them
 * @param maxFail when no more hosts are started, or null: whatever happens they are
 */
public record Course(
        Batches batches, Between between, @Nullable FailureLimit maxFail) {
    /** All at once, whatever happens. */
    public static final Course STRAIGHT = new Course(Batches.ALL, Between.NOTHING, null);
}

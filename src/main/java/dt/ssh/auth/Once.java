package dt.ssh.auth;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds something out on the first thread that wants it; the others wait for the answer. */
final class Once<T> {
    private final AtomicReference<@Nullable CompletableFuture<T>> answer = new AtomicReference<>();

    /** What may take long, and has a limit of its own. */
    @FunctionalInterface
    interface Question<T> {
        T answer() throws InterruptedException;
    }

    T get(Question<T> question) throws InterruptedException {
        while (true) {
            var mine = new CompletableFuture<T>();
            var first = answer.compareAndExchange(null, mine);
            if (first == null) {
                return find(question, mine);
            }
            try {
                return first.get();
            } catch (ExecutionException abandoned) {
                answer.compareAndSet(first, null);
            }
        }
    }

    /** The answer, if there is one by now. */
    Optional<T> found() {
        var known = answer.get();
        return known != null && known.state() == Future.State.SUCCESS
                ? Optional.of(known.resultNow())
                : Optional.empty();
    }

    private static <T> T find(Question<T> question, CompletableFuture<T> mine) throws InterruptedException {
        try {
            var found = question.answer();
            mine.complete(found);
            return found;
        } finally {
            // An interrupt ends this thread's search, not that of the others: they begin anew.
            mine.completeExceptionally(new InterruptedException("whoever was to find out has ended"));
        }
    }
}

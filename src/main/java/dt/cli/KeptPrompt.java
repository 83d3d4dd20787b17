package dt.cli;

import dt.secret.Secrets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A prompt whose hidden answers are kept out of all that is said later. */
final class KeptPrompt implements Prompt {
    private final Prompt person;
    private final Secrets secrets;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile @Nullable Runnable clear;

    KeptPrompt(Prompt person, Secrets secrets) {
        this.person = person;
        this.secrets = secrets;
    }

    @Override
    public Optional<char[]> secret(String question) {
        begin();
        try {
            var typed = person.secret(question);
            typed.ifPresent(secrets::add);
            return typed;
        } finally {
            questions.decrementAndGet();
        }
    }

    @Override
    public Optional<String> line(String question) {
        begin();
        try {
            return person.line(question);
        } finally {
            questions.decrementAndGet();
        }
    }

    @Override
    public boolean isAnybodyThere() {
        return person.isAnybodyThere();
    }

    private void begin() {
        questions.incrementAndGet();
        var known = clear;
        if (known != null) {
            known.run();
        }
    }

    @Override
    public void beforeAsking(@Nullable Runnable before) {
        clear = before;
    }

    @Override
    public boolean isAsking() {
        return questions.get() > 0;
    }
}

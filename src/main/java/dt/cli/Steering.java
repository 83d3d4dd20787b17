package dt.cli;

import dt.inventory.Host;
import dt.journal.JournalException;
import dt.journal.RunId;
import dt.journal.RunLock;
import dt.module.Job;
import dt.module.UsageException;
import dt.run.Batches;
import dt.run.Between;
import dt.run.Course;
import dt.run.FailureLimit;
import dt.run.Summary;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the options say about the course of a run. */
final class Steering {
    private static final String ASK = "ask";

    private final Call call;

    Steering(Call call) {
        this.call = call;
    }

    /** Finds wrong words before any host is contacted. */
    void check(Job job) throws UsageException {
        batches(job.batches());
        between(job.batches());
        maxFail();
        retries();
        lockName();
    }

    /** Steps, pauses and the limit of failures. */
    Course course(Job job) throws UsageException {
        boolean careful =
                !job.batches().isEmpty() && call.options().text(Flag.MAX_FAIL).isEmpty();
        return new Course(
                batches(job.batches()),
                careful ? new Canary(between(job.batches())) : between(job.batches()),
                maxFail());
    }

    /**
     * Finds that a question between two batches would have nobody to answer it.
     *
     * @throws UsageException nothing was done, which is better than a part of it
     */
    void checkSomebodyIsThere(Job job, List<Host> hosts) throws UsageException {
        if (asks()
                && batches(job.batches()).cut(hosts).size() > 1
                && !call.caller().prompt().isAnybodyThere()) {
            throw new UsageException("not run: " + Flag.PAUSE.word() + " " + ASK
                    + " has no terminal to ask at; give it seconds, or leave it out");
        }
    }

    private boolean asks() {
        return call.options().text(Flag.PAUSE).filter(ASK::equals).isPresent();
    }

    private Optional<String> sizes(String usual) {
        return call.options().text(Flag.BATCH).or(() -> Optional.of(usual).filter(u -> !u.isEmpty()));
    }

    private Batches batches(String usual) throws UsageException {
        var list = sizes(usual);
        try {
            return list.isEmpty() ? Batches.ALL : Batches.parse(list.get());
        } catch (IllegalArgumentException e) {
            throw new UsageException(Flag.BATCH.word() + " takes sizes such as 1,10,25%: " + e.getMessage());
        }
    }

    private @Nullable FailureLimit maxFail() throws UsageException {
        var limit = call.options().text(Flag.MAX_FAIL);
        try {
            return limit.isEmpty() || limit.get().equals("none") ? null : FailureLimit.parse(limit.get());
        } catch (IllegalArgumentException e) {
            throw new UsageException(Flag.MAX_FAIL.word() + " takes a number such as 3 or 10%: " + e.getMessage());
        }
    }

    private Between between(String usual) throws UsageException {
        var pause = call.options().text(Flag.PAUSE);
        if (pause.isEmpty() || pause.get().equals("0")) {
            return Between.NOTHING;
        }
        if (sizes(usual).isEmpty()) {
            throw new UsageException(Flag.PAUSE.word() + " is between two batches, and there is one; add "
                    + Flag.BATCH.word() + " 1,10%");
        }
        if (asks()) {
            return (soFar, next, _) -> ask(soFar, next);
        }
        var time = call.options().seconds(Flag.PAUSE);
        if (time.isEmpty()) {
            return Between.NOTHING;
        }
        return (_, _, waits) -> waits.take(time.get()) ? Optional.empty() : Optional.of("the run was stopped");
    }

    private Optional<String> ask(Summary soFar, int next) {
        int failed = soFar.hosts() - soFar.okay();
        var answer = call.caller()
                .prompt()
                .line("dt: " + soFar.hosts() + (soFar.hosts() == 1 ? " host" : " hosts") + " done, " + failed
                        + " of them not okay; go on with the next " + next + "? [y/N] ");
        if (answer.isEmpty()) {
            return Optional.of("nobody was there to answer " + Flag.PAUSE.word() + " " + ASK);
        }
        return isYes(answer.get()) ? Optional.empty() : Optional.of("it was not to go on");
    }

    static boolean isYes(String answer) {
        var word = answer.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }

    /** How often to try again to reach a host; 0: not at all. */
    int retries() throws UsageException {
        var given = call.options().text(Flag.RETRY);
        return given.isEmpty() || given.get().equals("0") ? 0 : call.options().count(Flag.RETRY, 0);
    }

    /** Keeps what {@code --secret-env} names out of all that is said from now on. */
    void keepSecrets() throws UsageException {
        for (var name : call.options().all(Flag.SECRET_ENV)) {
            var secret = call.caller().variable(name);
            if (secret.isEmpty()) {
                throw new UsageException(
                        Flag.SECRET_ENV.word() + " " + name + ": there is no such variable, or it is empty; export it");
            }
            call.caller().secrets().add(secret.get().toCharArray());
        }
    }

    private Optional<String> lockName() throws UsageException {
        var name = call.options().text(Flag.LOCK);
        if (name.isPresent() && !RunLock.isName(name.get())) {
            throw new UsageException(
                    Flag.LOCK.word() + " takes a name of letters, digits, dots and dashes, not \"" + name.get() + "\"");
        }
        return name;
    }

    /**
     * The lock that {@code --lock} names, or nothing.
     *
     * @throws IOException another run has it; the message is for a person
     */
    @Nullable
    RunLock lock(RunId run) throws UsageException, IOException {
        var name = lockName();
        try {
            return name.isEmpty() ? null : RunLock.take(call.caller().state().resolve("locks"), name.get(), run);
        } catch (JournalException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

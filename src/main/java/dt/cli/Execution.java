package dt.cli;

import dt.inventory.Host;
import dt.journal.Journal;
import dt.journal.RunId;
import dt.module.Job;
import dt.module.UsageException;
import dt.module.Watched;
import dt.run.BatchedRun;
import dt.run.Limits;
import dt.run.Retries;
import dt.run.Summary;
import dt.run.Waits;
import dt.sshconfig.SshConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** One run from its first host to its last: remembered, steered, and shown without secrets. */
final class Execution {
    private final Call call;
    private final String selector;
    private final List<String> words;
    private final Job job;
    private final List<Host> hosts;
    private final boolean typed;
    private boolean interrupted;
    private final RunId id = RunId.next(Instant.now());

    /**
     * A run that has not begun.
     *
     * @param selector as typed
     * @param words those of the module, its name first
     * @param typed whether a person types for the hosts
     */
    Execution(Call call, String selector, List<String> words, Job job, List<Host> hosts, boolean typed) {
        this.call = call;
        this.selector = selector;
        this.words = words;
        this.job = job;
        this.hosts = hosts;
        this.typed = typed;
    }

    /** Runs it; answers the exit status. */
    int run(SshConfig config, Limits limits, Shown outputs) throws UsageException, IOException, InterruptedException {
        var steering = new Steering(call);
        try (var _ = steering.lock(id);
                var sessions = new Sessions(call, config);
                var journaling = Journaling.begin(call, id, outputs.who(), selector, words, hosts)) {
            var waits = Waits.real();
            DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
            var retries = new Retries(sessions, steering.retries(), waits, chance);
            boolean oneByOne = job.inOrder() || call.options().has(Flag.INTERACTIVE);
            var window = oneByOne ? limits.withFanout(1) : limits;
            var course = steering.course(job);
            var run = new BatchedRun(retries, window, call.caller().scratch(), course, waits);
            var summary = show(run, retries, limits, journaling.journal(), outputs);
            outputs.finish();
            boolean canary = course.between() instanceof Canary c && c.isStopped();
            tell(summary, run.isLimitReached(), canary);
            if (interrupted) {
                return ExitStatus.INTERRUPTED;
            }
            if (summary.isOkay() || call.options().has(Flag.EXIT)) {
                return ExitStatus.OKAY;
            }
            return run.isLimitReached() || canary ? ExitStatus.LIMIT : ExitStatus.SOME_FAILED;
        }
    }

    private Summary show(BatchedRun run, Retries retries, Limits limits, @Nullable Journal journal, Shown outputs)
            throws UsageException, InterruptedException {
        var secrets = call.caller().secrets();
        var results = new CutOutput(call, limits.maxOutput(), outputs.observer(id, hosts));
        var interrupt = call.caller().interrupt();
        var screened = typed ? new Session.Screen(screen(), results) : results;
        var watched = call.options().has(Flag.WATCHDOG) ? new Watched(job) : job;
        var work = typed ? new Session.Work(watched, interrupt::fire) : watched;
        try (var progress = new ProgressLine(call, hosts.size(), job::bytesMoved, screened)) {
            var ctrlC = new CtrlC(run, progress, typed);
            Runnable first = job.streams() ? ctrlC::leave : ctrlC::stop;
            try (var signals = interrupt.during(first, ctrlC::end)) {
                // The journal has a result before anybody sees it, and nobody sees a secret.
                var masked = secrets.mask(work);
                var shown = journal == null ? progress : journal.before(progress);
                var summary = run.run(
                        words.getFirst(),
                        journal == null ? masked : journal.noting(masked),
                        hosts,
                        retries.counting(secrets.mask(shown)));
                interrupted = signals.fired();
                return summary;
            }
        }
    }

    /** Where a person sees what a host prints at once. */
    private OutputStream screen() {
        return call.caller().terminal().out()
                ? call.caller().out()
                : call.caller().err();
    }

    private void tell(Summary summary, boolean limitReached, boolean canary) {
        if (call.options().has(Flag.VERBOSE)) {
            call.message(summary.okay() + " okay, " + summary.failed() + " failed, " + summary.unreachable()
                    + " unreachable, " + summary.unknown() + " unknown, " + summary.skipped() + " skipped in "
                    + summary.elapsed().toMillis() + " ms");
        }
        if (limitReached) {
            call.message("stopped: so many hosts failed as " + Flag.MAX_FAIL.word() + " says; " + summary.skipped()
                    + " were skipped; look at dt runs show " + id);
        }
        if (canary) {
            call.message("stopped: a host failed in the first steps; " + summary.skipped()
                    + " were skipped; look at dt runs show " + id);
        }
        if ((limitReached || canary) && !job.wayBack().isEmpty() && summary.okay() > 0) {
            call.message(
                    "to go back on the " + summary.okay() + " that took it: dt run:" + id + ":ok " + job.wayBack());
        }
    }
}

package dt.cli;

import dt.inventory.Host;
import dt.inventory.InventoryException;
import dt.journal.Journal;
import dt.journal.RunId;
import dt.module.Job;
import dt.module.Modules;
import dt.module.Request;
import dt.module.UsageException;
import dt.output.OmniLines;
import dt.output.Sink;
import dt.remote.Input;
import dt.run.BatchedRun;
import dt.run.Limits;
import dt.run.Retries;
import dt.run.SharedInput;
import dt.run.Summary;
import dt.run.Waits;
import dt.selector.Selector;
import dt.selector.SelectorException;
import dt.selector.Selectors;
import dt.sshconfig.SshConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** {@code dt SELECTOR MODULE [ARG...]}. */
final class RunCommand {
    private final Call call;
    private final Modules modules;
    private final int confirmAbove;
    private final Steering steering;

    RunCommand(Call call, Modules modules, int confirmAbove) {
        this.call = call;
        this.modules = modules;
        this.confirmAbove = confirmAbove;
        this.steering = new Steering(call);
    }

    int run(String selectorText, List<String> words)
            throws UsageException, SelectorException, InventoryException, IOException, InterruptedException {
        steering.keepSecrets();
        if (call.options().has(Flag.INTERACTIVE)) {
            throw new UsageException(Flag.INTERACTIVE.word() + " is not in this version; use ssh for one host");
        }
        var selector = Selectors.parse(selectorText);
        if (words.isEmpty()) {
            throw new UsageException("what to do on " + selectorText.strip()
                    + " is missing; write a module behind it, such as ssh COMMAND");
        }
        var module = modules.named(words.getFirst());
        limits();
        steering.check();
        var outputs = new Outputs(call);
        boolean stdin = call.options().has(Flag.STDIN);
        if (stdin && selectorText.matches("(.*[^\\w.-])?out([^\\w.-].*)?")) {
            throw new UsageException("standard input cannot be both, the hosts of out and --stdin; name the hosts");
        }
        try (var shared =
                stdin ? new SharedInput(call.caller().in(), call.caller().scratch()) : null) {
            var input = shared == null ? Input.EMPTY : shared;
            var timeout = call.options().seconds(Flag.COMMAND_TIMEOUT).orElse(null);
            var job = module.prepare(new Request(words.subList(1, words.size()), input, timeout));
            var config = Config.load(call);
            if (call.options().has(Flag.VERBOSE)) {
                config.warnings().forEach(call::message);
            }
            var hosts = hosts(selector);
            if (hosts.isEmpty()) {
                return ExitStatus.NO_HOST;
            }
            var plan = new Plan(RunId.next(Instant.now()), selectorText, words, job, hosts);
            return call.options().has(Flag.PRETEND) ? pretend(plan) : run(plan, config, outputs);
        }
    }

    private List<Host> hosts(Selector selector) throws SelectorException, InventoryException, InterruptedException {
        var inventory = call.inventory();
        var hosts = Selectors.resolve(selector, inventory, new CallersOutside(call.caller()));
        if (hosts.isEmpty()) {
            var near = Selectors.suggestions(selector, inventory);
            call.message("no host matches " + selector.text().strip()
                    + (near.isEmpty() ? "; dt hosts lists them" : "; did you mean " + String.join(" or ", near) + "?"));
        }
        return hosts;
    }

    /** What to do where. */
    private record Plan(RunId id, String selector, List<String> words, Job job, List<Host> hosts) {
        String module() {
            return words.getFirst();
        }
    }

    private int run(Plan plan, SshConfig config, Outputs outputs)
            throws UsageException, IOException, InterruptedException {
        confirm(plan.hosts().size());
        try (var _ = steering.lock(plan.id());
                var sessions = new Sessions(call, config);
                var journaling = Journaling.begin(call, plan.id(), plan.selector(), plan.words(), plan.hosts())) {
            var waits = Waits.real();
            DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
            var retries = new Retries(sessions, steering.retries(), waits, chance);
            var run = new BatchedRun(retries, limits(), call.caller().scratch(), steering.course(), waits);
            return run(plan, run, retries, journaling.journal(), outputs);
        }
    }

    private int run(Plan plan, BatchedRun run, Retries retries, @Nullable Journal journal, Outputs outputs)
            throws UsageException, IOException, InterruptedException {
        var summary = show(plan, run, retries, journal, outputs);
        outputs.finish();
        if (call.options().has(Flag.VERBOSE)) {
            call.message(summary.okay() + " okay, " + summary.failed() + " failed, " + summary.unreachable()
                    + " unreachable, " + summary.unknown() + " lost, " + summary.skipped() + " skipped in "
                    + summary.elapsed().toMillis() + " ms");
        }
        if (run.isLimitReached()) {
            call.message("stopped: so many hosts failed as " + Flag.MAX_FAIL.word() + " says; " + summary.skipped()
                    + " were skipped; look at dt runs show " + plan.id());
        }
        if (summary.isOkay() || call.options().oneOf(Flag.EXIT, "zero").isPresent()) {
            return ExitStatus.OKAY;
        }
        return run.isLimitReached() ? ExitStatus.LIMIT : ExitStatus.SOME_FAILED;
    }

    private Summary show(Plan plan, BatchedRun run, Retries retries, @Nullable Journal journal, Outputs outputs)
            throws UsageException, InterruptedException {
        var secrets = call.caller().secrets();
        try (var progress = new ProgressLine(call, plan.hosts().size(), outputs.observer(plan.id()));
                var _ = call.caller().interrupt().during(() -> run.endRunning("dt was ended"))) {
            // The journal has a result before anybody sees it, and nobody sees a secret.
            var job = secrets.mask(plan.job());
            var shown = journal == null ? progress : journal.before(progress);
            return run.run(
                    plan.module(),
                    journal == null ? job : journal.noting(job),
                    plan.hosts(),
                    retries.counting(secrets.mask(shown)));
        }
    }

    private Limits limits() throws UsageException {
        var options = call.options();
        return Limits.DEFAULT
                .withFanout(options.count(Flag.FANOUT, Limits.DEFAULT.fanout()))
                .withRun(options.seconds(Flag.RUN_TIMEOUT).orElse(null))
                .withMaxOutput(options.bytes(Flag.MAX_OUTPUT, Limits.DEFAULT.maxOutput()));
    }

    private int pretend(Plan plan) {
        var out = new Sink(call.caller().out());
        var job = call.caller().secrets().mask(plan.job());
        for (var host : plan.hosts()) {
            var line =
                    OmniLines.info(plan.module(), host.label(), job.plan(host)).getBytes(StandardCharsets.UTF_8);
            out.write(line, 0, line.length);
        }
        out.flush();
        return ExitStatus.OKAY;
    }

    private void confirm(int hosts) throws UsageException {
        if (confirmAbove == 0 || hosts <= confirmAbove || call.options().has(Flag.YES)) {
            return;
        }
        var answer = call.caller().prompt().line("dt: run on " + hosts + " hosts? [y/N] ");
        if (answer.filter(Steering::isYes).isEmpty()) {
            throw new UsageException("not run: " + hosts + " hosts are more than confirm_above (" + confirmAbove
                    + "); answer y, or add --yes");
        }
    }
}

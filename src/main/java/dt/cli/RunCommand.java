package dt.cli;

import dt.inventory.Host;
import dt.inventory.InventoryException;
import dt.module.Job;
import dt.module.Modules;
import dt.module.Request;
import dt.module.UsageException;
import dt.output.OmniLines;
import dt.output.Sink;
import dt.remote.Input;
import dt.run.FanOut;
import dt.run.Limits;
import dt.run.SharedInput;
import dt.run.Summary;
import dt.selector.SelectorException;
import dt.selector.Selectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code dt SELECTOR MODULE [ARG...]}. */
final class RunCommand {
    /** So many hosts are named in one line. */
    private static final int NAMED = 8;

    private final Call call;
    private final Modules modules;
    private final int confirmAbove;

    RunCommand(Call call, Modules modules, int confirmAbove) {
        this.call = call;
        this.modules = modules;
        this.confirmAbove = confirmAbove;
    }

    int run(String selectorText, List<String> words)
            throws UsageException, SelectorException, InventoryException, IOException, InterruptedException {
        if (call.options().has(Flag.INTERACTIVE)) {
            throw new UsageException(Flag.INTERACTIVE.word() + " is not in this version; use ssh for one host");
        }
        var selector = Selectors.parse(selectorText);
        if (words.isEmpty()) {
            throw new UsageException("what to do on " + selectorText.strip()
                    + " is missing; write a module behind it, such as ssh COMMAND");
        }
        var module = modules.named(words.getFirst());
        var limits = limits();
        var outputs = new Outputs(call);
        // Asked here, so that a wrong word is said before any host is contacted.
        call.options().oneOf(Flag.EXIT, "zero");
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
            var inventory = call.inventory();
            var hosts = Selectors.resolve(selector, inventory, new CallersOutside(call.caller()));
            if (hosts.isEmpty()) {
                return nobody(selectorText, Selectors.suggestions(selector, inventory));
            }
            if (call.options().has(Flag.PRETEND)) {
                return pretend(module.name(), job, hosts);
            }
            confirm(hosts.size());
            try (var sessions = new Sessions(call, config)) {
                return run(
                        module.name(),
                        job,
                        hosts,
                        new FanOut(
                                sessions,
                                job.inOrder() ? limits.withFanout(1) : limits,
                                call.caller().scratch()),
                        outputs);
            }
        }
    }

    private int run(String module, Job job, List<Host> hosts, FanOut run, Outputs outputs)
            throws UsageException, IOException, InterruptedException {
        Summary summary;
        boolean interrupted;
        var results = new CutOutput(call, limits().maxOutput(), outputs.observer());
        try (var progress = new ProgressLine(call, hosts.size(), results);
                var signals = call.caller().interrupt().during(() -> stop(run, progress), () -> end(run, progress))) {
            summary = run.run(module, job, hosts, progress);
            interrupted = signals.fired();
        }
        outputs.finish();
        if (call.options().has(Flag.VERBOSE)) {
            call.message(summary.okay() + " okay, " + summary.failed() + " failed, " + summary.unreachable()
                    + " unreachable, " + summary.unknown() + " lost, " + summary.skipped() + " skipped in "
                    + summary.elapsed().toMillis() + " ms");
        }
        if (interrupted) {
            return ExitStatus.INTERRUPTED;
        }
        return summary.isOkay() || call.options().has(Flag.EXIT) ? ExitStatus.OKAY : ExitStatus.SOME_FAILED;
    }

    private static void stop(FanOut run, ProgressLine progress) {
        run.stopStarting("Ctrl-C");
        var names = run.running().stream().map(Host::label).toList();
        var shown = String.join(" ", names.subList(0, Math.min(NAMED, names.size())));
        progress.message("Ctrl-C: no more hosts are begun; "
                + (names.isEmpty()
                        ? "none is running"
                        : names.size() + " still running: " + shown + (names.size() > NAMED ? " ..." : "")
                                + "; Ctrl-C again ends the commands there"));
    }

    private static void end(FanOut run, ProgressLine progress) {
        run.endRunning("dt was ended");
        progress.message("ending the commands on the hosts; Ctrl-C again leaves at once");
    }

    private Limits limits() throws UsageException {
        var options = call.options();
        return Limits.DEFAULT
                .withFanout(options.count(Flag.FANOUT, Limits.DEFAULT.fanout()))
                .withRun(options.seconds(Flag.RUN_TIMEOUT).orElse(null))
                .withMaxOutput(options.bytes(Flag.MAX_OUTPUT, Limits.DEFAULT.maxOutput()));
    }

    private int nobody(String selector, List<String> suggestions) {
        call.message("no host matches " + selector.strip()
                + (suggestions.isEmpty()
                        ? "; dt hosts lists them"
                        : "; did you mean " + String.join(" or ", suggestions) + "?"));
        return ExitStatus.NO_HOST;
    }

    private int pretend(String module, Job job, List<Host> hosts) throws UsageException {
        var colours = Outputs.colours(call);
        var out = new Sink(call.caller().out());
        for (var host : hosts) {
            var line = OmniLines.info(module, host.label(), job.plan(host), colours)
                    .getBytes(StandardCharsets.UTF_8);
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
        if (!answer.map(a -> a.strip().toLowerCase(java.util.Locale.ROOT))
                .filter(a -> a.equals("y") || a.equals("yes"))
                .isPresent()) {
            throw new UsageException("not run: " + hosts + " hosts are more than confirm_above (" + confirmAbove
                    + "); answer y, or add --yes");
        }
    }
}

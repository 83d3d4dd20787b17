package dt.cli;

import dt.inventory.Host;
import dt.inventory.InventoryException;
import dt.module.Job;
import dt.module.Modules;
import dt.module.Request;
import dt.module.UsageException;
import dt.output.OmniLines;
import dt.output.Sink;
import dt.run.Limits;
import dt.selector.Selector;
import dt.selector.SelectorException;
import dt.selector.Selectors;
import dt.sshconfig.SshConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code dt SELECTOR MODULE [ARG...]}. */
final class RunCommand {
    private final Call call;
    private final Modules modules;
    private final int confirmAbove;
    private final @Nullable Shown shown;

    RunCommand(Call call, Modules modules, int confirmAbove) {
        this(call, modules, confirmAbove, null);
    }

    /** @param shown whom it is shown to, or null: as the options say */
    RunCommand(Call call, Modules modules, int confirmAbove, @Nullable Shown shown) {
        this.shown = shown;
        this.call = call;
        this.modules = modules;
        this.confirmAbove = confirmAbove;
    }

    int run(String selectorText, List<String> words)
            throws UsageException, SelectorException, InventoryException, IOException, InterruptedException {
        var steering = new Steering(call);
        steering.keepSecrets();
        var selector = Selectors.parse(selectorText);
        checkFirst(words, selectorText.strip());
        Builtin.refuseBroken(call, words.getFirst());
        var module = modules.named(words.getFirst());
        var limits = limits();
        var outputs = shown == null ? new Outputs(call) : shown;
        // Asked here, so that a wrong word is said before any host is contacted.
        call.options().oneOf(Flag.EXIT, "zero");
        try (var stdin = StandardInput.of(call, selector)) {
            var timeout = call.options().seconds(Flag.COMMAND_TIMEOUT).orElse(null);
            var config = Config.load(call);
            var way = new ConfiguredWay(config, call.options().text(Flag.USER));
            var args = words.subList(1, words.size());
            try (var job = module.prepare(new Request(args, stdin.input(), timeout, stdin.pty(), way))) {
                steering.check(job);
                var hosts = hosts(selectorText, selector, config);
                if (hosts.isEmpty()) {
                    return ExitStatus.NO_HOST;
                }
                if (call.options().has(Flag.PRETEND)) {
                    return pretend(module.name(), call.caller().secrets().mask(job), hosts);
                }
                steering.checkSomebodyIsThere(job, hosts);
                outputs.agree(hosts);
                confirm(hosts.size());
                job.begin(hosts);
                var to = shown == null && job.streams() ? new Outputs(call, "raw") : outputs;
                return new Execution(call, selectorText, words, job, hosts, stdin.typed()).run(config, limits, to);
            }
        }
    }

    private static void checkFirst(List<String> words, String selector) throws UsageException {
        if (words.isEmpty()) {
            throw new UsageException(
                    "what to do on " + selector + " is missing; write a module behind it, such as ssh COMMAND");
        }
        if (words.getFirst().startsWith("-")) {
            throw new UsageException(words.getFirst() + " stands behind the selector; options go before it, as in: dt "
                    + words.getFirst() + " ... " + selector + " ssh date");
        }
    }

    /** The hosts of the run; where there are none, the person is told. */
    private List<Host> hosts(String selectorText, Selector selector, SshConfig config)
            throws SelectorException, InventoryException, IOException, InterruptedException {
        if (call.options().has(Flag.VERBOSE)) {
            config.warnings().forEach(call::message);
        }
        var inventory = call.inventory();
        var hosts = Selectors.resolve(selector, inventory, new CallersOutside(call.caller()));
        if (hosts.isEmpty()) {
            call.message(nobody(selectorText, Selectors.suggestions(selector, inventory)));
        }
        return hosts;
    }

    private Limits limits() throws UsageException {
        var options = call.options();
        return Limits.DEFAULT
                .withFanout(options.count(Flag.FANOUT, Limits.DEFAULT.fanout()))
                .withRun(options.seconds(Flag.RUN_TIMEOUT).orElse(null))
                .withMaxOutput(options.bytes(Flag.MAX_OUTPUT, Limits.DEFAULT.maxOutput()));
    }

    static String nobody(String selector, List<String> suggestions) {
        if (!suggestions.isEmpty()) {
            return "no host matches " + selector.strip() + "; did you mean " + String.join(" or ", suggestions) + "?";
        }
        return "no host matches " + selector.strip()
                + (selector.contains("run:") ? "; dt runs says how many ended how" : "; dt hosts lists them");
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
        if (answer.filter(Steering::isYes).isEmpty()) {
            throw new UsageException("not run: " + hosts + " hosts are more than confirm_above (" + confirmAbove
                    + "); answer y, or add --yes");
        }
    }
}

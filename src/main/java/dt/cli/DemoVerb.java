package dt.cli;

import dt.demo.DemoFleet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code dt demo}: eight hosts to try things on. */
final class DemoVerb implements Verb {
    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String usage() {
        return "[--keep] [-- WORD...]";
    }

    @Override
    public String summary() {
        return "raise eight hosts in this process and run a tour, or the words behind --, on them";
    }

    @Override
    public Set<Flag> flags() {
        return Set.of(Flag.KEEP);
    }

    @Override
    public int run(Call call, List<String> args) throws IOException, InterruptedException {
        var ended = new CountDownLatch(1);
        try (var fleet = DemoFleet.start(call.caller().scratch());
                var _ = call.caller().interrupt().during(ended::countDown, ended::countDown)) {
            int status = args.isEmpty() ? tour(call, fleet) : one(call, fleet, args);
            if (call.options().has(Flag.KEEP)) {
                call.print("\nThe hosts stay up until Ctrl-C. In another terminal:\n\n  dt "
                        + String.join(" ", fleet.options()) + " all ssh uptime\n");
                ended.await();
            }
            return status;
        }
    }

    private static int tour(Call call, DemoFleet fleet) throws IOException {
        int status = ExitStatus.OKAY;
        for (var step : fleet.tour()) {
            call.print("\n# " + step.says() + "\n$ dt " + typed(step.words()) + "\n");
            int ended = one(call, fleet, step.words());
            if (ended == ExitStatus.INTERRUPTED) {
                return ended;
            }
            if (ended != step.status()) {
                call.message("that was to end with " + step.status());
                status = ExitStatus.LOCAL;
            }
        }
        return status;
    }

    private static int one(Call call, DemoFleet fleet, List<String> words) {
        var all = new ArrayList<>(fleet.options());
        all.addAll(words);
        // What is tried here is no run to remember.
        var caller = call.caller()
                .with(
                        "XDG_STATE_HOME",
                        fleet.inventory().resolveSibling("state").toString());
        return Dt.run(all, caller.in(InputStream.nullInputStream()));
    }

    /** As a person would type it. */
    private static String typed(List<String> words) {
        var line = new StringBuilder();
        for (var word : words) {
            line.append(line.isEmpty() ? "" : " ")
                    .append(word.matches("[A-Za-z0-9_./:=,+@-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return line.toString();
    }
}

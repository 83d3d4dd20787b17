package dt.cli;

import dt.inventory.InventoryException;
import dt.journal.JournalException;
import dt.journal.PastRun;
import dt.module.UsageException;
import dt.selector.SelectorException;
import dt.suggest.Nearest;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code dt runs}: lists earlier runs, shows one again, repeats one. */
final class RunsVerb implements Verb {
    private static final String SHOW = "show";
    private static final String AGAIN = "again";

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public String usage() {
        return "[show RUN | again RUN [STATE|SELECTOR]]";
    }

    @Override
    public String summary() {
        return "list earlier runs, show one in any view, or repeat one on its hosts";
    }

    @Override
    public String details() {
        return """
                Without words it lists them, the newest first; -o json: one object a run.

                show RUN            prints a run again, -o in another view
                again RUN           repeats its words, options and folder on its hosts
                again RUN failed    on those that failed; or unreached, unknown, skipped, ok
                again RUN SELECTOR  on those of its hosts that the selector has

                RUN is an id, the beginning of one, or last: the newest that has ended. A host is unknown when its
                command was sent and nobody saw the end; it is repeated only when it is named, or by unknown.
                dt run:RUN:failed MODULE does something else on those hosts.
                Runs are kept 30 days or 1 GiB, in $XDG_STATE_HOME/dt/runs, for your eyes only.
                """;
    }

    @Override
    public Set<Flag> flags() {
        return Set.of(
                Flag.OUTPUT,
                Flag.ENCODING,
                Flag.DIFF,
                Flag.NORMALIZE,
                Flag.COLOR,
                Flag.NO_COLOR,
                Flag.EXIT,
                Flag.FANOUT,
                Flag.PRETEND,
                Flag.YES);
    }

    @Override
    public int run(Call call, List<String> args)
            throws UsageException, SelectorException, InventoryException, IOException, InterruptedException {
        var first = args.isEmpty() ? "" : args.getFirst();
        try {
            return switch (first) {
                case "" -> RunTable.print(call);
                case SHOW -> show(call, args.subList(1, args.size()));
                case AGAIN -> again(call, args.subList(1, args.size()));
                default ->
                    throw new UsageException("dt runs does not know \"" + first + "\"; "
                            + Nearest.to(first, List.of(SHOW, AGAIN))
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("it takes nothing, show or again"));
            };
        } catch (JournalException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static int show(Call call, List<String> args) throws UsageException, IOException, JournalException {
        if (args.size() != 1) {
            throw new UsageException("dt runs show takes one run: an id, its beginning, or last");
        }
        var run = Journaling.journals(call).find(args.getFirst());
        tellOf(call, run);
        var outputs = new Outputs(call);
        var watch = new Verdict(outputs.observer(run.head().id()));
        run.tell(watch);
        outputs.finish();
        boolean zero = call.options().oneOf(Flag.EXIT, "zero").isPresent();
        return watch.isOkay() || zero ? ExitStatus.OKAY : ExitStatus.SOME_FAILED;
    }

    private static void tellOf(Call call, PastRun run) {
        tellOfLost(call, run);
        if (run.isRunning()) {
            call.message("the run " + run.head().id() + " goes on; this is what has ended so far");
        } else if (run.died()) {
            call.message("the run " + run.head().id()
                    + " was not ended by itself; what had been sent is unknown, the rest skipped");
        }
    }

    private static void tellOfLost(Call call, PastRun run) {
        if (run.lost() > 0) {
            call.message("the run " + run.head().id() + " had " + run.lost() + (run.lost() == 1 ? " host" : " hosts")
                    + " more than its journal still names: lines of it are damaged; do not take it for whole");
        }
    }

    private static int again(Call call, List<String> args)
            throws UsageException, SelectorException, InventoryException, InterruptedException, JournalException {
        if (args.isEmpty() || args.size() > 2) {
            throw new UsageException(
                    "dt runs again takes a run and at most one word more: failed, unreached, unknown or a selector");
        }
        var run = Journaling.journals(call).find(args.getFirst());
        tellOfLost(call, run);
        return new Again(call, run).run(args.size() == 1 ? "" : args.get(1));
    }
}

package dt.cli;

import dt.module.UsageException;
import dt.output.OmniReader;
import dt.output.Sink;
import dt.output.Viewed;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code dt view}: shows result lines from a pipe. */
final class ViewVerb implements Verb {
    @Override
    public String name() {
        return "view";
    }

    @Override
    public String usage() {
        return "host|status|compact|group";
    }

    @Override
    public String summary() {
        return "show result lines from standard input, as -o does: dt ... | dt view group";
    }

    @Override
    public String details() {
        return """
                host      each host with its lines below
                status    the hosts that did well, then those that did not
                compact   a dot or an exclamation mark a host, figures, and what failed
                group     hosts with the same output together

                Lines that are no results go to standard error. The status is 1 when a host failed.
                dthost, dtstatus and dtcompact are names for the first three.
                """;
    }

    @Override
    public Set<Flag> flags() {
        return Set.of(Flag.DIFF, Flag.NORMALIZE, Flag.COLOR, Flag.NO_COLOR);
    }

    @Override
    public int run(Call call, List<String> args) throws UsageException, IOException {
        if (args.size() != 1) {
            throw new UsageException("dt view takes one word: host, status, compact or group");
        }
        if (!args.getFirst().equals("group")
                && (call.options().has(Flag.DIFF)
                        || call.options().text(Flag.NORMALIZE).isPresent())) {
            throw new UsageException("--diff and --normalize compare groups; write dt view group");
        }
        var out = new Sink(call.caller().out());
        var view = Outputs.view(call, args.getFirst(), out);
        var shown = new Viewed(view, new Sink(call.caller().err()));
        new OmniReader(call.caller().in()).read(shown);
        view.finish();
        out.flush();
        return shown.isOkay() ? ExitStatus.OKAY : ExitStatus.SOME_FAILED;
    }
}

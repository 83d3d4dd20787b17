package dt.cli;

import dt.module.UsageException;
import dt.output.OmniReader;
import dt.output.Sink;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        return "show result lines from standard input: dt tag:web ssh uname -r | dt view group";
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
        boolean okay = OmniReader.read(call.caller().in(), view, line -> {
            try {
                call.caller().err().write(line);
                call.caller().err().write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        out.flush();
        return okay ? ExitStatus.OKAY : ExitStatus.SOME_FAILED;
    }
}

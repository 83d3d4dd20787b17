package dt.cli;

import dt.inventory.InventoryException;
import dt.module.UsageException;
import dt.selector.SelectorException;
import dt.sh.OwnWord;
import dt.sh.Shell;
import dt.ssh.SshSessions;
import dt.ssh.hostkey.KnownHostsStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** {@code dt sh}: a prompt at which each line is run on hosts, over connections that stay. */
final class ShVerb implements Verb {
    /** The pool looks whether a connection is alive before it is used again. */
    private static final Duration KEEP = Duration.ofDays(1);

    @Override
    public String name() {
        return "sh";
    }

    @Override
    public String usage() {
        return "[SELECTOR]";
    }

    @Override
    public String summary() {
        return "a prompt at which each line is run on the hosts of SELECTOR, all unless it is given";
    }

    @Override
    public String details() {
        return """
                A line is run by the login shell of each host, as dt SELECTOR ssh LINE does it. A line that
                begins with :, . or @ is for dt sh itself:

                """ + OwnWord.help() + """

                A blank before it sends such a line to the hosts, too, and keeps any line out of the history.
                TAB completes, also paths on the hosts, as one of them has them. Ctrl-R searches the
                history, which is in $XDG_STATE_HOME/dt/sh_history. Ctrl-C ends a line, here and on the
                hosts; Ctrl-D leaves. Options before sh are those of each line. DTOOLS_PS1 is the prompt:
                \\s in it stands for the selector, \\m for the module.

                When nobody types, lines are read from standard input without a prompt; the exit status is
                that of the last one. dtsh is a name for dt sh.
                """;
    }

    @Override
    public Set<Flag> flags() {
        return Set.of();
    }

    @Override
    public int run(Call call, List<String> args)
            throws UsageException, SelectorException, InventoryException, IOException, InterruptedException {
        if (args.size() > 1) {
            throw new UsageException("dt sh takes one selector; join several with + or a comma");
        }
        var selector = args.isEmpty() ? "all" : args.getFirst();
        try (var sessions = new SshSessions(SshSessions.Limits.kept(KEEP), InstantSource.system())) {
            var calls = new ShellCalls(call, new Connections.OfOneProcess(sessions, new KnownHostsStore()));
            var problem = calls.wrongOptions(call.options().words());
            if (problem.isPresent()) {
                throw new UsageException(problem.get());
            }
            if (calls.hosts(List.of(), selector).isEmpty()) {
                call.message(calls.nobody(List.of(), selector));
                return ExitStatus.NO_HOST;
            }
            var caller = call.caller();
            var shell = new Shell(calls, selector);
            if (!caller.terminal().in() || !caller.terminal().out()) {
                return shell.read(caller.in());
            }
            // The editor takes them, and a run would take them from it.
            caller.interrupt().leaveSignals();
            return shell.type(
                    caller.state().resolve("sh_history"),
                    caller.variable("DTOOLS_PS1").orElse(""));
        }
    }
}

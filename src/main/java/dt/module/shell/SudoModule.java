package dt.module.shell;

import dt.inventory.Host;
import dt.module.Ask;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.ShellWord;
import dt.module.Sudo;
import dt.module.UsageException;
import dt.remote.Command;
import dt.remote.Elevation;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs a command through sudo(8): as {@link Ssh}, by a shell of root or of another user. */
public final class SudoModule implements HostModule {
    private static final Pattern USER = Pattern.compile("(?:-u|--user=)(.+)");
    /** sudo's options that take a word: sudo(8). */
    private static final Set<String> WITH_WORD = Set.of("-u", "-g", "-h", "-C", "-r", "-t", "-T", "-D", "-R", "-U");

    private static final Set<String> WITHOUT_COMMAND = Set.of("-l", "-ll", "-v", "-k", "-K", "-V");
    private static final Set<String> NEVER_ASKS = Set.of("-n", "--non-interactive");
    /** They would take the password's way away from dt. */
    private static final Set<String> REFUSED = Set.of("-A", "--askpass", "-S", "--stdin", "-p", "--prompt", "-e", "-b");

    private final Ask ask;

    public SudoModule(Ask ask) {
        this.ask = ask;
    }

    @Override
    public String name() {
        return "sudo";
    }

    @Override
    public String usage() {
        return "[-u USER] [-n] COMMAND...";
    }

    @Override
    public String summary() {
        return "run a command through sudo; a password is asked once for all hosts";
    }

    @Override
    public String details() {
        return """
                The words are joined as ssh does, and a shell of root runs them: pipes and redirections are root's too.
                Options of sudo stand in front. The password is asked when the first host wants it, and given only
                to sudo's own prompt. A host gets one try; one that refuses is a fail of class sudo.
                For sudoers the command is /bin/sh. With -n sudo gets exactly the words and never asks: for NOPASSWD
                rules that allow single commands; --watchdog then ends only what the login user may signal.
                JSON: sudo_user.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        var args = request.args();
        int command = 0;
        while (command < args.size() && args.get(command).startsWith("-")) {
            var word = args.get(command);
            if (REFUSED.contains(word)) {
                throw new UsageException(
                        "sudo " + word + " does not go with dt, which answers sudo itself; leave it out");
            }
            command += WITH_WORD.contains(word) ? 2 : 1;
            if (word.equals("--")) {
                break;
            }
        }
        command = Math.min(command, args.size());
        var options = args.subList(0, command);
        var line = String.join(" ", args.subList(command, args.size()));
        if (line.isBlank() && options.stream().noneMatch(WITHOUT_COMMAND::contains)) {
            throw new UsageException("sudo has no command to run; name one, as in: dt all sudo id");
        }
        var own = options.stream()
                .filter(o -> !o.equals("--"))
                .map(ShellWord::quoted)
                .toList();
        boolean exactly = options.stream().anyMatch(NEVER_ASKS::contains);
        return exactly
                ? new Exactly(request, own, line, facts(options))
                : new Through(new Sudo(ask), request, own, line, facts(options));
    }

    private static String shown(List<String> options, String line) {
        return ("sudo " + String.join(" ", options) + (options.isEmpty() ? "" : " ") + line).strip();
    }

    /** Who the command is run as, as JSON says it. */
    private static Map<String, Object> facts(List<String> options) {
        for (int i = 0; i < options.size(); i++) {
            var user = USER.matcher(options.get(i));
            if (user.matches()) {
                return Map.of("sudo_user", user.group(1));
            }
            if (options.get(i).equals("-u") && i + 1 < options.size()) {
                return Map.of("sudo_user", options.get(i + 1));
            }
        }
        return Map.of("sudo_user", "root");
    }

    private record Through(Sudo sudo, Request request, List<String> options, String line, Map<String, Object> known)
            implements Job {
        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            var own = String.join(" ", options);
            return sudo.run(remote, own, line, request.input(), request.commandTimeout(), output);
        }

        @Override
        public Map<String, Object> facts(Host host) {
            return known;
        }

        @Override
        public boolean onlyRuns() {
            return true;
        }

        @Override
        public String plan(Host host) {
            return shown(options, line);
        }

        @Override
        public void close() {
            sudo.close();
        }
    }

    private record Exactly(Request request, List<String> options, String line, Map<String, Object> known)
            implements Job {
        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            var command = new Command(plan(host), request.input(), request.commandTimeout(), Map.of());
            return Outcome.of(remote.run(command.endedBy(this::ending), output));
        }

        /** For whom sudo lets run this, too. */
        private Elevation.Step ending(String kill, Duration limit) {
            var as = new Command(
                    shown(options, "-- /bin/sh -c " + ShellWord.quoted(kill)), Input.EMPTY, limit, Map.of());
            return new Elevation.Step(as, Output.NOWHERE);
        }

        @Override
        public Map<String, Object> facts(Host host) {
            return known;
        }

        @Override
        public boolean onlyRuns() {
            return true;
        }

        @Override
        public String plan(Host host) {
            return shown(options, line);
        }
    }
}

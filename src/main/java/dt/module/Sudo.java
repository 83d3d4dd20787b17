package dt.module;

import dt.remote.Command;
import dt.remote.Elevation;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands through sudo(8) on the hosts of one run. A password is asked for when the first host wants one, once, and
 * given to the others; it goes to a host on standard input alone, and only as the answer to sudo's own prompt.
 *
 * <p>That prompt is a word nobody can guess, so its language does not matter and no other program can ask in its place.
 * A second word, printed by what sudo starts, says that sudo has done its part: only then is standard input the
 * command's. A host gets one answer; where it asks again, the answer was wrong.
 *
 * <p>What runs as another user can only be ended as that user: the same way, with the password that is known by then.
 */
public final class Sudo implements AutoCloseable {
    /** Where a host wants a terminal for sudo (requiretty of sudoers(5)), script(1) makes one. */
    private static final String SETTINGS = "stty -echo -opost; exec ";

    private final Password password;
    private final SecureRandom random = new SecureRandom();

    /** @param ask gets the password from the person */
    public Sudo(Ask ask) {
        password = new Password(ask);
    }

    /**
     * Runs a command line as another user.
     *
     * @param options words for sudo itself, quoted for a shell, such as {@code -u postgres}; may be empty
     * @param line what a shell of that user runs
     * @return {@link Outcome.Denied} when sudo did not start the command
     */
    public Outcome run(
            Remote remote, String options, String line, Input input, @Nullable Duration timeout, Output output)
            throws RemoteException, InterruptedException {
        var first = attempt(remote, options, line, input, timeout, output, false);
        return first.wantsTerminal()
                ? attempt(remote, options, line, input, timeout, output, true).outcome()
                : first.outcome();
    }

    private record Attempt(Outcome outcome, boolean wantsTerminal) {}

    private Attempt attempt(
            Remote remote,
            String options,
            String line,
            Input input,
            @Nullable Duration timeout,
            Output output,
            boolean terminal)
            throws RemoteException, InterruptedException {
        var call = call(options, line, input, timeout, output, terminal, remote.isWatched(), password::line);
        var talk = call.talk();
        var exit = remote.run(call.command().endedBy((kill, limit) -> ending(options, kill, limit, terminal)), talk);
        talk.finish(exit);
        var problem = talk.problem(exit);
        if (problem == null) {
            return new Attempt(Outcome.of(exit), false);
        }
        return new Attempt(new Outcome.Denied(problem), !terminal && talk.wantsTerminal());
    }

    private record Conversation(Command command, SudoTalk talk) {}

    private Conversation call(
            String options,
            String line,
            Input input,
            @Nullable Duration timeout,
            Output output,
            boolean terminal,
            boolean watched,
            Supplier<byte @Nullable []> answer) {
        var prompt = "[dt-sudo-" + nonce() + "]";
        var mark = "[dt-ready-" + nonce() + "]";
        var gate = new Gate(input);
        var typed = typed(prompt, mark, options, line, terminal, input.equals(Input.EMPTY), watched);
        return new Conversation(
                new Command(typed, () -> gate, timeout, Map.of()),
                new SudoTalk(terminal, prompt, mark, answer, gate, output));
    }

    /** The password is asked of nobody here: the person is waiting for the end. */
    private Elevation.Step ending(String options, String line, Duration limit, boolean terminal) {
        var call = call(options, line, Input.EMPTY, limit, Output.NOWHERE, terminal, false, password::known);
        return new Elevation.Step(call.command(), call.talk());
    }

    private static String typed(
            String prompt, String mark, String options, String line, boolean terminal, boolean empty, boolean watched) {
        var own = "sudo -S -p '" + prompt + "' " + options;
        // A terminal has no end that comes by itself.
        var begin = "printf %s \"" + mark + "\" >&2; " + (terminal && empty ? "exec </dev/null; " : "")
                + (watched ? Watchdog.INSIDE : "") + "eval \"$1\"";
        // Without a command sudo does something by itself: -l, -v, -k.
        var all = line.isBlank()
                ? own
                : own + " -- /bin/sh -c '" + begin + "' dt " + ShellWord.quoted(line)
                        + (watched ? " " + Watchdog.words() : "");
        return terminal ? "exec script -qec " + ShellWord.quoted(SETTINGS + all) + " /dev/null" : all;
    }

    private String nonce() {
        var bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Forgets the password. */
    @Override
    public void close() {
        password.close();
    }
}

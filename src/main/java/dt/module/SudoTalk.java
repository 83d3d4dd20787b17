package dt.module;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dt.remote.Exit;
import dt.remote.Output;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what sudo prints until the command begins, and answers its prompt. What comes before the command is kept
 * aside: it is shown only when the command was not started.
 */
final class SudoTalk implements Output {
    private static final int MOST = 64 << 10;

    /** In every translation of sudo's sentence about requiretty, the word tty stands in it. */
    private static final Pattern WANTS_TERMINAL = Pattern.compile("(?im)^sudo: .*\\btty\\b");

    private final boolean terminal;
    private final String prompt;
    private final String mark;
    private final Supplier<byte @Nullable []> password;
    private final Gate gate;
    private final Output output;
    private final StringBuilder before = new StringBuilder();
    private int prompts;
    private boolean nobodyAnswered;
    private boolean begun;

    /**
     * @param terminal whether both streams come as one, through a terminal there
     * @param password the answer to the first prompt, or null for none
     */
    SudoTalk(
            boolean terminal,
            String prompt,
            String mark,
            Supplier<byte @Nullable []> password,
            Gate gate,
            Output output) {
        this.terminal = terminal;
        this.prompt = prompt;
        this.mark = mark;
        this.password = password;
        this.gate = gate;
        this.output = output;
    }

    @Override
    public void stdout(byte[] bytes, int offset, int length) throws IOException {
        // The two streams overtake each other: without a terminal this may be the command already.
        if (begun || !terminal) {
            output.stdout(bytes, offset, length);
        } else {
            listen(bytes, offset, length);
        }
    }

    @Override
    public void stderr(byte[] bytes, int offset, int length) throws IOException {
        if (begun) {
            output.stderr(bytes, offset, length);
        } else {
            listen(bytes, offset, length);
        }
    }

    private void listen(byte[] bytes, int offset, int length) throws IOException {
        before.append(new String(bytes, offset, length, ISO_8859_1));
        int ready = before.indexOf(mark);
        if (ready >= 0) {
            begun = true;
            var rest = before.substring(ready + mark.length()).getBytes(ISO_8859_1);
            before.setLength(0);
            gate.open();
            if (rest.length > 0) {
                output.stderr(rest, 0, rest.length);
            }
            return;
        }
        int asks = before.indexOf(prompt);
        if (asks >= 0) {
            before.delete(asks, asks + prompt.length());
            answer();
        }
        if (before.length() > MOST) {
            throw new IOException("sudo there printed more than " + MOST + " bytes before the command");
        }
    }

    private void answer() {
        prompts++;
        var line = prompts == 1 ? password.get() : null;
        if (line == null) {
            nobodyAnswered = prompts == 1;
            gate.shut();
        } else {
            gate.answer(line);
        }
    }

    /** Shows what was kept aside, when there was no command or it was not started. */
    void finish(Exit exit) {
        if (begun || !(exit instanceof Exit.Status(var code)) || code != 0 || before.isEmpty()) {
            return;
        }
        var kept = before.toString().getBytes(ISO_8859_1);
        try {
            output.stdout(kept, 0, kept.length);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    boolean wantsTerminal() {
        return prompts == 0 && WANTS_TERMINAL.matcher(before).find();
    }

    /** Why the command was not started, or null when it was. */
    @Nullable
    String problem(Exit exit) {
        if (begun || !(exit instanceof Exit.Status(var code)) || code == 0) {
            return null;
        }
        if (prompts > 1) {
            return "the password was wrong";
        }
        if (nobodyAnswered) {
            return "it wants a password, and there is no terminal to ask on; run dt on one, or use NOPASSWD in sudoers";
        }
        var last = lastLine();
        if (wantsTerminal()) {
            return "it wants a terminal, and script(1) is missing there; take requiretty out of sudoers (" + last + ")";
        }
        if (code == 127 && prompts == 0) {
            return "there is no sudo on the host; install it (" + last + ")";
        }
        return last.isEmpty() ? "it ended with status " + code + " and said nothing; check the log of the host" : last;
    }

    private String lastLine() {
        var lines = new String(before.toString().getBytes(ISO_8859_1), UTF_8)
                .strip()
                .lines()
                .toList();
        return lines.isEmpty() ? "" : lines.getLast().replaceFirst("^sudo: ", "");
    }
}

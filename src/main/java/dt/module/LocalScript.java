package dt.module;

import dt.remote.Command;
import dt.remote.Exit;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A script of this machine that hosts run. Its interpreter is called by name, so that the file needs no execute bit and
 * {@code /tmp} may be mounted noexec.
 */
public final class LocalScript {
    private static final int LARGEST = 64 << 20;

    /** Takes the script from standard input; $1 its length in bytes, $2 its name. */
    private static final String TAKE = "umask 077; d=$(mktemp -d \"${TMPDIR:-/tmp}/dt.XXXXXXXXXX\") || exit 1; "
            + "trap \"rm -rf \\\"\\$d\\\"\" EXIT; trap \"exit 129\" HUP INT TERM; cat >\"$d/$2\" || exit 1; "
            // Half a script is worse than none: rm -rf /var/tmp may have lost its end.
            + "[ \"$(wc -c <\"$d/$2\")\" -eq \"$1\" ] || { echo \"dt: the script did not come whole\" >&2; exit 1; }; ";

    private static final String RUN = TAKE + "f=$d/$2; i=$3; shift 3; "
            + "case $i in \"\") chmod 700 \"$f\"; \"$f\" \"$@\";; *) $i \"$f\" \"$@\";; esac </dev/null";

    /** Leaves the script there and prints its folder. */
    private static final String LEAVE = TAKE + "[ -n \"$3\" ] || chmod 700 \"$d/$2\"; trap - EXIT; printf %s \"$d\"";

    private static final String RUN_LEFT = "d=$1; f=$d/$2; i=$3; shift 3; trap \"rm -rf \\\"\\$d\\\"\" EXIT; "
            + "trap \"exit 129\" HUP INT TERM; "
            + "case $i in \"\") \"$f\" \"$@\";; *) $i \"$f\" \"$@\";; esac";

    private final byte[] bytes;
    private final String name;
    private final String interpreter;

    private LocalScript(byte[] bytes, String name, String interpreter) {
        this.bytes = bytes;
        this.name = name;
        this.interpreter = interpreter;
    }

    /** Reads the script. */
    public static LocalScript read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("it has more than " + LARGEST + " bytes");
        }
        var bytes = Files.readAllBytes(file);
        // The name is part of a command line there; what is odd in it would only cost trust.
        var name = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        return new LocalScript(
                bytes, name.startsWith("-") || name.startsWith(".") ? "s" + name : name, interpreter(bytes));
    }

    /** What the first line names, with its one argument: execve(2). Empty for a program of machine code. */
    private static String interpreter(byte[] bytes) {
        var start = new String(bytes, 0, Math.min(bytes.length, 256), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u007fELF")) {
            return "";
        }
        if (!start.startsWith("#!")) {
            return "/bin/sh";
        }
        int end = start.indexOf('\n');
        var words = start.substring(2, end < 0 ? start.length() : end).strip();
        return words.isEmpty() ? "/bin/sh" : words;
    }

    /** The interpreter and its argument. */
    public String interpreter() {
        return interpreter;
    }

    /**
     * Runs it on a host and removes it there.
     *
     * @param args passed exactly as they are
     * @param input its standard input
     */
    public Outcome run(Remote remote, List<String> args, Input input, @Nullable Duration timeout, Output output)
            throws RemoteException, InterruptedException {
        if (input.equals(Input.EMPTY)) {
            var line = words(RUN, String.valueOf(bytes.length), args);
            return Outcome.of(remote.run(new Command(line, this::content, timeout, Map.of()), output));
        }
        var left = new Collected();
        var exit = remote.run(
                new Command(words(LEAVE, String.valueOf(bytes.length), List.of()), this::content, timeout, Map.of()),
                left);
        if (!exit.equals(new Exit.Status(0))) {
            left.tell(output);
            return Outcome.of(exit);
        }
        var line = words(RUN_LEFT, new String(left.out(), StandardCharsets.UTF_8), args);
        return Outcome.of(remote.run(new Command(line, input, timeout, Map.of()), output));
    }

    private ByteArrayInputStream content() {
        return new ByteArrayInputStream(bytes);
    }

    private String words(String program, String first, List<String> args) {
        var line = new StringBuilder("exec /bin/sh -c '").append(program).append("' dt ");
        line.append(ShellWord.quoted(first)).append(' ').append(ShellWord.quoted(name));
        line.append(' ').append(ShellWord.quoted(interpreter));
        for (var arg : args) {
            line.append(' ').append(ShellWord.quoted(arg));
        }
        return line.toString();
    }
}

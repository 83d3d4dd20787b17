package dt.module.nssmap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dt.module.Collected;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.ShellWord;
import dt.module.Sudo;
import dt.remote.Command;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Map;

/** Runs scripts as root: as the user who logged in where that is root, else through sudo. */
record Root(Request request, Sudo sudo) {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    /** Takes the script from standard input and runs it when all of it has come. */
    private static final String TAKE =
            "umask 077; d=$(mktemp -d /run/nssmap.XXXXXX 2>/dev/null) || d=$(mktemp -d) || exit 1; "
                    + "trap \"rm -rf \\\"\\$d\\\"\" EXIT; trap \"exit 129\" HUP INT TERM; trap \"\" PIPE; "
                    + "cat >\"$d/nssmap\"; [ \"$(wc -c <\"$d/nssmap\")\" -eq \"$1\" ] || "
                    + "{ echo \"the script did not come whole; try again\" >&2; exit 1; }; shift; "
                    + "/bin/sh \"$d/nssmap\" \"$@\" </dev/null";

    /** What a host has told of itself. */
    record Machine(String arch, boolean isRoot) {
        /** The name that Debian has for it. */
        String library() {
            return switch (arch) {
                case "x86_64" -> "amd64";
                case "aarch64" -> "arm64";
                default -> "";
            };
        }
    }

    /** Asks which machine it is and who logged in; what else it says is nothing that dt knows. */
    Machine machine(Remote remote) throws RemoteException, InterruptedException {
        var said = new Collected();
        remote.run(new Command("uname -m; id -u", () -> new ByteArrayInputStream(new byte[0]), LIMIT, Map.of()), said);
        var words = new String(said.out(), UTF_8).strip().split("\\s+");
        return new Machine(words[0], words.length > 1 && words[1].equals("0"));
    }

    /** Runs the function of the script. */
    Outcome run(Remote remote, boolean isRoot, byte[] script, String function, Output output)
            throws RemoteException, InterruptedException {
        var line = "exec /bin/sh -c '" + TAKE + "' dt " + script.length + " " + ShellWord.quoted(function);
        var limit = request.commandTimeout() == null ? LIMIT : request.commandTimeout();
        if (!isRoot) {
            return sudo.run(remote, "", line, () -> new ByteArrayInputStream(script), limit, output);
        }
        return Outcome.of(
                remote.run(new Command(line, () -> new ByteArrayInputStream(script), limit, Map.of()), output));
    }
}

package dt.module.scp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dt.module.Outcome;
import dt.module.Request;
import dt.module.ShellWord;
import dt.module.Sudo;
import dt.remote.Command;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that a host runs, one command each. They stand in single quotes on one line, which csh takes too.
 *
 * @param sudo runs them as root; null: as the user who logs in
 */
record Steps(Request request, @Nullable Sudo sudo) {
    /**
     * Says what $1 is and what exists of the names on standard input; of a file its path at the end, links followed. GNU
     * and busybox have this stat(1).
     */
    static final String LOOK =
            "t=plain; ! command -v tar >/dev/null || t=tar; d=$1; if [ -d \"$d\" ]; then k=folder; elif [ -e \"$d\" ] || [ -L \"$d\" ]; then k=file; "
                    + "else k=nothing; fi; echo \"dt-look $k $(umask) $(id -u) $(id -g) $t\"; case $k in "
                    + "folder) cd \"$d\" && xargs -0 stat -c \"%f %s %u %g %Y /%n/\" -- 2>/dev/null;; "
                    + "file) [ ! -L \"$d\" ] || d=$(readlink -f \"$d\"); stat -c \"%f %s %u %g %Y //\" -- \"$d\" 2>/dev/null; "
                    + "printf %s \"$d\";; esac; exit 0";

    /** Digests of the names on standard input, below $1, or of $1 itself. */
    static final String SUMS =
            "if [ -d \"$1\" ]; then cd \"$1\" && xargs -0 sha256sum --; else sha256sum -- \"$1\"; fi "
                    + "2>/dev/null; exit 0";

    /** Makes the folder $2 in the folder $1, which is gone in the end whatever happens. */
    private static final String BEGIN = "umask 077; "
            + "[ -d \"$1\" ] || { echo \"dt: there is no folder $1; make it first\" >&2; exit 1; }; cd \"$1\" || exit 1; "
            + "s=$2; trap \"rm -rf \\\"\\$s\\\"\" EXIT; "
            + "trap \"exit 129\" HUP INT TERM PIPE; mkdir \"$s\" || exit 1; ";

    private static final String COMMIT = "[ -f \"$s/" + FileStream.SCRIPT
            + "\" ] || { echo \"dt: the files did not come whole\" >&2; exit 1; }; " + ". \"./$s/" + FileStream.SCRIPT
            + "\"";

    /** Unpacks standard input beside the folder $1 into $2 and lets the script in it do the rest. $3 is for tar. */
    static final String TAKE = BEGIN + "tar -x -p $3 -f - -C \"$s\" || exit 1; " + COMMIT;

    /**
     * The same for {@link PlainFormat}. Where the stream ends within a file, the script that would
     * follow is missing. Without root, owners stay as they are, as with tar.
     */
    static final String TAKE_PLAIN = BEGIN
            + "put() { { [ $(($2/65536)) = 0 ] || dd bs=65536 count=$(($2/65536)) iflag=fullblock status=none; } && "
            + "{ [ $(($2%65536)) = 0 ] || dd bs=$(($2%65536)) count=1 iflag=fullblock status=none; }; } >\"$1\"; "
            + "b() { IFS= read -r x || return 1; x=$(printf %b \"$x\"; echo x); x=${x%x}; }; "
            + "new() { [ -d \"${1%/*}\" ] || mkdir -p \"${1%/*}\"; }; r=$(id -u); "
            + "while read -r k m o t n && b; do f=$s/" + FileStream.FILES + "$x; case $k in "
            + "s) put \"$s/" + FileStream.SCRIPT + "\" $n && read -r k && [ \"$k\" = e ] || "
            + "rm -f \"$s/" + FileStream.SCRIPT + "\"; break;; "
            + "f) new \"$f\" && put \"$f\" $n || exit 1; [ $r != 0 ] || chown $o \"$f\" || exit 1; "
            + "chmod $m \"$f\" || exit 1; [ $3 = -m ] || TZ=UTC0 touch -t $t \"$f\" || exit 1;; "
            + "l) b && new \"$f\" && ln -s -- \"$x\" \"$f\" || exit 1; [ $r != 0 ] || chown -h $o \"$f\" || exit 1;; "
            + "*) exit 1;; esac; done; " + COMMIT;

    /** Runs a script with these words as $1 and so on. */
    Outcome run(Remote remote, String program, List<String> words, Input input, Output output)
            throws RemoteException, InterruptedException {
        var line = new StringBuilder("exec /bin/sh -c '").append(program).append("' dt");
        words.forEach(word -> line.append(' ').append(ShellWord.quoted(word)));
        if (sudo != null) {
            return sudo.run(remote, "", line.toString(), input, request.commandTimeout(), output);
        }
        return Outcome.of(remote.run(new Command(line.toString(), input, request.commandTimeout(), Map.of()), output));
    }

    /** Forgets the password. */
    void close() {
        if (sudo != null) {
            sudo.close();
        }
    }

    /** Names for xargs -0. */
    static Input names(List<String> names) {
        var text = new StringBuilder();
        names.forEach(name -> text.append(name).append('\0'));
        var bytes = text.toString().getBytes(ISO_8859_1);
        return () -> new ByteArrayInputStream(bytes);
    }
}

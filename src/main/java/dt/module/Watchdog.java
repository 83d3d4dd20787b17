package dt.module;

/**
 * A small shell program beside a command on its host, which ends the command when nobody is left to whom it could answer.
 * It needs a POSIX shell, is in the command's own process group, so that whoever ends that ends it too, and leaves when
 * the command does.
 *
 * <p>Three things tell it. The sshd that serves the connection is gone: so it is when the connection ends, as it does when
 * dt or its agent dies. Standard input, where the command needs none of it, has ended. And nothing has come there for a
 * minute: dt sends an empty line now and then, so that also a machine without power is noticed, of which sshd may not know
 * for hours.
 */
final class Watchdog {
    static final int BEAT_SECONDS = 10;

    private static final int LOOK_SECONDS = 2;
    private static final int SILENT_SECONDS = 60;
    private static final int AFTER_INSIDE_SECONDS = 3 * LOOK_SECONDS;

    /**
     * Words: the process of the command, that of sshd, and if beats come, after how many seconds without one dt is dead.
     * The group is read from proc(5), or asked of ps(1). A process of another user may be there without being ours to
     * signal. Before its own end it does not mind HUP, which a terminal that goes sends, but TERM, which ends the group. The
     * last word is how long it gives way to another one.
     */
    private static final String PROGRAM = """
            here() { kill -s 0 "$1" 2>/dev/null || ps -p "$1" >/dev/null 2>&1; }
            group() {
                if [ -r "/proc/$1/stat" ]; then
                    read -r s <"/proc/$1/stat"
                    set -- ${s##*) }
                    echo "$3"
                else
                    echo $(ps -o pgid= -p "$1")
                fi
            }
            end() {
                trap '' TERM
                sleep "$d"
                kill -s TERM -- "-$g"
                sleep 3
                kill -s KILL -- "-$g"
                exit
            }
            c=$1 p=$2 l=${3:-1} d=${4:-0} n=0 r=
            g=$(group "$c")
            [ "$g" ] || exit
            trap '' HUP
            if [ "${3:-}" ]; then
                trap 'n=0' USR1
                trap 'n=$l' USR2
                exec 3<&0 </dev/null
                { while read -r b; do kill -s USR1 $$; done; kill -s USR2 $$; } <&3 &
                r=$!
                exec 3<&-
            fi
            while here "$c"; do
                here "$p" && [ "$n" -lt "$l" ] || end
                sleep LOOK &
                s=$!
                wait $s
                kill -s KILL $s
                [ -z "$r" ] || n=$((n + LOOK))
            done
            [ -z "$r" ] || kill -s KILL $r
            """.replace("LOOK", "" + LOOK_SECONDS);

    /** Starts it as nobody's child, so that no command finds a process that it did not start; then becomes the command. */
    private static final String BESIDE = """
            w=$(printf %b "$1"); c=$(printf %b "$2."); DT_WATCH=$PPID; export DT_WATCH; \
            if [ "$3" ]; then exec 3<&0 </dev/null; \
            (/bin/sh -c "$w" dt-watchdog $$ $PPID "$3" "$4" <&3 >/dev/null 2>&1 3<&- &); exec 3<&-; \
            else (/bin/sh -c "$w" dt-watchdog $$ $PPID "" "$4" </dev/null >/dev/null 2>&1 &); fi; \
            exec "${SHELL:-/bin/sh}" -c "${c%.}"\
            """;

    /** For a shell that another user's command runs in: the program is its second word, the process of sshd its third. */
    static final String INSIDE =
            "(/bin/sh -c \"$(printf %b \"$2\")\" dt-watchdog $$ \"$3\" </dev/null >/dev/null 2>&1 &); ";

    private Watchdog() {}

    /**
     * A line that runs another one with a watchdog, whatever login shell reads it.
     *
     * @param beats whether standard input is for the watchdog, and empty for the command
     */
    static String beside(String line, boolean beats) {
        return beside(line, beats ? "" + SILENT_SECONDS : "");
    }

    /**
     * The same for a line with {@link #INSIDE} in it. The one inside goes first, as it may end all there is: sudo passes on
     * a TERM to nothing but the command itself, and what that had started would be left, with nobody to watch it.
     */
    static String around(String line, boolean beats) {
        return beside(line, beats ? "" + SILENT_SECONDS : "", AFTER_INSIDE_SECONDS);
    }

    /** A line with a watchdog, with the seconds without a beat after which dt is dead. */
    static String beside(String line, String silent) {
        return beside(line, silent, 0);
    }

    private static String beside(String line, String silent, int wait) {
        return "exec /bin/sh -c '" + BESIDE + "' dt '" + encoded(PROGRAM) + "' '" + encoded(line) + "' '" + silent
                + "' '" + wait + "'";
    }

    /** The words behind a shell's line that begins with {@link #INSIDE}; within a line that has a watchdog itself. */
    static String words() {
        return "'" + encoded(PROGRAM) + "' \"$DT_WATCH\"";
    }

    /**
     * As printf(1) takes it for {@code %b}, without a byte that means something in the single quotes of any shell: fish
     * reads backslashes there but before a digit, and csh newlines and exclamation marks.
     */
    private static String encoded(String text) {
        return text.replace("\\", "\\0134")
                .replace("'", "\\0047")
                .replace("!", "\\0041")
                .replace("\n", "\\0012")
                .replace("\r", "\\0015");
    }
}

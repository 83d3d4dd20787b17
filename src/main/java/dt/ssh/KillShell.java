package dt.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A shell on a second channel of a connection, through which the process group of a command is found and ended. sshd
 * tells nobody the process of a command, and the command must not see that we look; but both are children of the sshd
 * that serves the connection. Opened only when a command is to be ended. A forced command gets its turn here, too: then
 * no shell answers.
 */
final class KillShell implements AutoCloseable {
    /** Understood by every login shell; what is to be done comes on standard input, so that none has to quote it. */
    static final String LINE = "exec sh";

    private static final int TRIES = 3;
    private static final int MOST = 1 << 20;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** proc(5): after the name come state, parent, group, and as the 20th the start. Other systems have only ps(1). */
    private static final String FUNCTIONS = """
            dt_children() {
                if [ -r /proc/$$/stat ]; then
                    for f in /proc/[0-9]*/stat; do
                        read -r s 2>/dev/null <"$f" || continue
                        p=${s%% *}
                        set -- ${s##*) }
                        [ "$2" != "$PPID" ] || [ "$p" = $$ ] || echo "dt-child $p $3 ${20}"
                    done
                else
                    ps -A -o ppid= -o pid= -o pgid= | while read -r a b c; do
                        [ "$a" != "$PPID" ] || [ "$b" = $$ ] || echo "dt-child $b $c 0"
                    done
                fi
                echo dt-end
            }
            dt_alive() {
                kill -s 0 -- "-$1" 2>/dev/null || { echo dt-gone; return; }
                [ -r /proc/$$/stat ] || { echo dt-alive; return; }
                g=$1
                for f in /proc/[0-9]*/stat; do
                    read -r s 2>/dev/null <"$f" || continue
                    set -- ${s##*) }
                    [ "$3" != "$g" ] || [ "$1" = Z ] || { echo dt-alive; return; }
                done
                echo dt-gone
            }
            """;

    /** A child of sshd. */
    private record Child(long pid, long group, long start) {}

    private final Link link;
    private final SshChannel channel;
    private final StringBuilder heard = new StringBuilder();

    private KillShell(Link link, SshChannel channel) {
        this.link = link;
        this.channel = channel;
    }

    static KillShell open(Link link, Duration limit) throws IOException, InterruptedException {
        var shell = new KillShell(link, link.openSession(limit));
        boolean good = false;
        try {
            link.processes().start(shell.channel, LINE);
            shell.say(FUNCTIONS);
            good = true;
            return shell;
        } finally {
            if (!good) {
                shell.close();
            }
        }
    }

    /**
     * The process group of a command. Empty when the command has ended, or when it cannot be told from others with
     * certainty: what arrived of ends before the list did must leave as many commands as the list has children.
     */
    Optional<Long> find(SshChannel command, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (int i = 0; i < TRIES; i++) {
            var children = children(end);
            var running = link.processes().runningBut(channel);
            int place = running.indexOf(command);
            if (place < 0) {
                return Optional.empty();
            }
            boolean ordered = children.size() == 1 || children.stream().allMatch(child -> child.start > 0);
            if (children.size() == running.size() && ordered) {
                var child = children.get(place);
                return child.pid == child.group ? Optional.of(child.group) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private List<Child> children(long end) throws IOException, InterruptedException {
        say("dt_children\n");
        var children = new ArrayList<Child>();
        for (var line = line(end); !line.equals("dt-end"); line = line(end)) {
            var words = line.split(" ");
            if (words[0].equals("dt-child") && words.length == 4) {
                children.add(new Child(number(words[1]), number(words[2]), number(words[3])));
            }
        }
        children.sort(Comparator.comparingLong(Child::start).thenComparingLong(Child::pid));
        return children;
    }

    private static long number(String word) throws IOException {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new IOException("no process id: " + Failures.plain(word), e);
        }
    }

    /** Sends a signal to a process group; {@code TERM}, without {@code SIG}. */
    void kill(String signal, long group) throws IOException {
        say("kill -s " + signal + " -- -" + group + " 2>/dev/null\n");
    }

    /** Waits until nothing but zombies is left of a process group; false when the limit is over first. */
    boolean isGone(long group, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            say("dt_alive " + group + "\n");
            var line = line(end + PAUSE.toNanos());
            while (!line.equals("dt-alive") && !line.equals("dt-gone")) {
                line = line(end + PAUSE.toNanos());
            }
            if (line.equals("dt-gone")) {
                return true;
            }
            if (System.nanoTime() >= end) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
    }

    private void say(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        channel.write(bytes, 0, bytes.length);
    }

    private String line(long end) throws IOException, InterruptedException {
        int stop = heard.indexOf("\n");
        while (stop < 0) {
            listen(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            stop = heard.indexOf("\n");
        }
        var line = heard.substring(0, stop);
        heard.delete(0, stop + 1);
        return line;
    }

    private void listen(Duration limit) throws IOException, InterruptedException {
        switch (channel.arrivals().take(limit)) {
            case Arrivals.Data data -> {
                channel.used(data.bytes.length);
                if (!data.stderr) {
                    heard.append(new String(data.bytes, StandardCharsets.ISO_8859_1));
                }
                if (heard.length() > MOST) {
                    throw new IOException("no shell answers");
                }
            }
            case Arrivals.Reply(var yes) -> {
                if (!yes) {
                    throw new IOException("the host starts no shell");
                }
            }
            case Arrivals.Lost(var why) -> throw why;
            case Arrivals.Nothing() -> throw new InterruptedIOException("no answer");
            case Arrivals.Eof(), Arrivals.Closed(), Arrivals.Stopped() -> throw new IOException("the shell ended");
            case Arrivals.Arrival other -> {}
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}

package dt.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A shell on a second channel of a connection, through which the processes of a command are found and ended. sshd
 * tells nobody the process of a command, and the command must not see that we look; but both are children of the sshd
 * that serves the connection. Opened only when a command is to be ended. A forced command gets its turn here, too: then
 * no shell answers.
 */
final class KillShell implements AutoCloseable {
    /** Understood by every login shell; what is to be done comes on standard input, so that none has to quote it. */
    static final String LINE = "exec sh";

    /** Each list may miss what begins or ends meanwhile; so many that are the same miss nothing. */
    private static final int TRIES = 20;
    /** And so many are no chance. */
    private static final int SETTLED = 2;

    private static final int MOST = 1 << 20;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How long an answer may take on a host with much to do. */
    private static final Duration ANSWER = Duration.ofSeconds(12);

    /**
     * proc(5): after the name come state, parent, group, and as the 20th the start. Other systems have only ps(1). A shell
     * would read it byte by byte, which takes seconds on a busy host of thousands of processes.
     */
    private static final String FUNCTIONS = """
            dt_list() {
                echo "dt-self $$ $PPID"
                if [ -r /proc/$$/stat ]; then
                    cat /proc/[0-9]*/stat 2>/dev/null |
                    sed -n 's/^\\([0-9]*\\) (.*) [^Z] \\([0-9]* -*[0-9]*\\) \\([-0-9]* \\)\\{16\\}\\([0-9]*\\) .*/dt-process \\1 \\2 \\4/p'
                else
                    ps -A -o pid= -o ppid= -o pgid= | while read -r p a g; do echo "dt-process $p $a $g 0"; done
                fi
                echo dt-end
            }
            """;

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
     * A command and all that it has started. Empty when the command has ended, or when it cannot be told from others with
     * certainty: what arrived of ends before the list did must leave as many commands as the list has children. Among several
     * that could be by chance, as one of them ended and word of it is still on its way; not so when it stays like that.
     *
     * @throws InterruptedIOException when the host does not answer in time, or never twice the same
     */
    Optional<Family> find(SshChannel command, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        var before = new Look(List.of(), List.of());
        for (int same = 0; same < TRIES; ) {
            if (System.nanoTime() > end) {
                throw new InterruptedIOException("other commands keep beginning and ending");
            }
            var all = list(end);
            var look = new Look(all.children(), link.processes().runningBut(channel));
            same = look.equals(before) ? same + 1 : 0;
            before = look;
            int place = look.running().indexOf(command);
            if (place < 0) {
                return Optional.empty();
            }
            if (look.isOrdered() && (look.running().size() == 1 || same >= SETTLED)) {
                var child = look.children().get(place);
                // One that is no leader of a group shares it, maybe with sshd.
                return child.pid() == child.group() ? Optional.of(new Family(child.pid(), all)) : Optional.empty();
            }
            Thread.sleep(PAUSE);
        }
        return Optional.empty();
    }

    /** The commands of the connection as the host has them, and as they were asked for here. */
    private record Look(List<ProcessList.Entry> children, List<SshChannel> running) {
        /** Whether the one stands at the place of the other. */
        boolean isOrdered() {
            return children.size() == running.size()
                    && (children.size() == 1 || children.stream().allMatch(child -> child.start() > 0));
        }
    }

    private ProcessList list(long end) throws IOException, InterruptedException {
        say("dt_list\n");
        long self = 0;
        long server = 0;
        var processes = new ArrayList<ProcessList.Entry>();
        for (var line = line(end); !line.equals("dt-end"); line = line(end)) {
            var words = line.split(" ");
            if (words[0].equals("dt-self") && words.length == 3) {
                self = number(words[1]);
                server = number(words[2]);
            } else if (words[0].equals("dt-process") && words.length == 5) {
                processes.add(
                        new ProcessList.Entry(number(words[1]), number(words[2]), number(words[3]), number(words[4])));
            }
        }
        return new ProcessList(self, server, processes);
    }

    private static long number(String word) throws IOException {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new IOException("no process id: " + Failures.plain(word), e);
        }
    }

    /** Sends a signal, {@code TERM} without {@code SIG}, to those of a family that the login user may signal. */
    void kill(String signal, Family family) throws IOException {
        say(family.kill(signal) + " 2>/dev/null\n");
    }

    /** Waits until nothing but zombies is left of a family; false when the limit is over first. */
    boolean isGone(Family family, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!family.isGone(list(System.nanoTime() + ANSWER.toNanos()))) {
            if (System.nanoTime() >= end) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
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
                if (!data.stderr) {
                    heard.append(new String(data.bytes, 0, data.length, StandardCharsets.ISO_8859_1));
                }
                channel.used(data);
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

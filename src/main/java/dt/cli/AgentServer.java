package dt.cli;

import dt.agent.Address;
import dt.agent.Agent;
import dt.agent.Heap;
import dt.module.UsageException;
import dt.ssh.SshSessions;
import dt.ssh.hostkey.KnownHostsStore;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@code dt agent serve VERSION SOCKET}: this process becomes the agent. The client starts it; nobody types it. */
final class AgentServer {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration KEEP = Duration.ofMinutes(5);

    private AgentServer() {}

    static int serve(Call call, List<String> words) throws UsageException, IOException, InterruptedException {
        // The client listens before this process begins, so that nobody has to wait for it to be ready.
        if (call.caller().connections() instanceof Connections.Kept
                || words.size() != 2
                || !(System.inheritedChannel() instanceof ServerSocketChannel listener)) {
            throw new UsageException("dt agent serve is what dt itself starts; any call does that");
        }
        var clock = InstantSource.system();
        var agent = new Agent(
                words.getFirst(), new Address(Path.of(words.getLast())), idle(call), clock, line -> log(call, line));
        try (var sessions = new SshSessions(SshSessions.Limits.kept(KEEP), clock);
                var _ = call.caller()
                        .interrupt()
                        .during(() -> agent.retire("Ctrl-C"), () -> agent.retire("a signal"))) {
            var program = new AgentProgram(sessions, new KnownHostsStore(), agent);
            var heap = new Heap();
            agent.serve(
                    listener,
                    program,
                    now -> {
                        heap.tidy();
                        return sessions.evictIdle(now);
                    },
                    heap::tidy);
        }
        return ExitStatus.OKAY;
    }

    private static Duration idle(Call call) throws UsageException {
        var seconds = call.caller().variable("DT_AGENT_IDLE");
        if (seconds.isEmpty()) {
            return IDLE;
        }
        if (!seconds.get().matches("[0-9]{1,9}")) {
            throw new UsageException("DT_AGENT_IDLE is " + seconds.get() + "; it takes a number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(seconds.get()));
    }

    /** Standard error is the log: the client has seen to it. */
    private static void log(Call call, String line) {
        call.message(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}

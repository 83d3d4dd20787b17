package dt.cli;

import dt.ssh.SshSessions;
import dt.ssh.hostkey.KnownHostsStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The connections of a page: kept from run to run, as an agent keeps them, and closed with it. */
final class PageConnections implements AutoCloseable {
    private static final Duration KEEP = Duration.ofMinutes(5);
    private static final long LOOK = 20;

    private final SshSessions sessions = new SshSessions(SshSessions.Limits.kept(KEEP), InstantSource.system());
    private final Connections kept = new Connections.OfOneProcess(sessions, new KnownHostsStore());
    private final Thread sweeper =
            Thread.ofPlatform().daemon().name("dt-web-idle").start(this::sweep);

    Connections kept() {
        return kept;
    }

    private void sweep() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(LOOK);
                sessions.evictIdle(java.time.Instant.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        sweeper.interrupt();
        sessions.close();
    }
}

package dt.run;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Result;
import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * Tries again to reach hosts that could not be reached. Only connecting is repeated: once a job has begun on a host,
 * nothing here is asked any more, so that no command runs twice. A host key that is wrong is not tried again: it would
 * be wrong the next time.
 */
public final class Retries implements Transport {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Transport transport;
    private final int times;
    private final Waits waits;
    private final DoubleSupplier chance;
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    /**
     * A transport that tries again.
     *
     * @param times how often, after the first attempt
     * @param chance from 0 to below 1, another each time: hosts that failed together are not to come back together
     */
    public Retries(Transport transport, int times, Waits waits, DoubleSupplier chance) {
        this.transport = transport;
        this.times = times;
        this.waits = waits;
        this.chance = chance;
    }

    @Override
    public Remote to(Host host) {
        return new Retried(host);
    }

    /** Half a second to one and a half before the second attempt, then double, up to 15 to 45 seconds. */
    private Duration pause(int attempt) {
        long millis = Math.min(FIRST.toMillis() << Math.min(attempt - 1, 10), LONGEST.toMillis());
        return Duration.ofMillis(Math.round(millis * (0.5 + chance.getAsDouble())));
    }

    /** An observer that tells {@code next} of results with the number of the attempt that they are of. */
    public Observer counting(Observer next) {
        return new Observer() {
            @Override
            public void started(Host host) {
                next.started(host);
            }

            @Override
            public void printed(Host host, boolean error, byte[] bytes) {
                next.printed(host, error, bytes);
            }

            @Override
            public boolean wantsOutput() {
                return next.wantsOutput();
            }

            @Override
            public boolean readsOutput() {
                return next.readsOutput();
            }

            @Override
            public void ended(Result result) {
                int attempt = attempts.getOrDefault(result.host().label(), result.attempt());
                next.ended(new Result(
                        result.host(),
                        result.module(),
                        result.outcome(),
                        result.output(),
                        result.connection(),
                        result.start(),
                        result.ran(),
                        attempt,
                        result.facts()));
            }
        };
    }

    private final class Retried implements Remote {
        private final Host host;
        private Remote current = NOWHERE;
        private boolean closed;

        Retried(Host host) {
            this.host = host;
        }

        @Override
        public Connection connect() throws RemoteException, InterruptedException {
            for (int attempt = 1; ; attempt++) {
                if (attempt > 1) {
                    attempts.put(host.label(), attempt);
                }
                try {
                    return next(attempt).connect();
                } catch (RemoteException e) {
                    if (attempt > times || e.reason() == Reason.HOSTKEY || isClosed() || !waits.take(pause(attempt))) {
                        throw e;
                    }
                }
            }
        }

        private Remote next(int attempt) throws RemoteException {
            Remote old;
            synchronized (this) {
                if (attempt == 1 && current != NOWHERE) {
                    return current;
                }
                old = current;
            }
            old.close();
            var fresh = transport.to(host);
            synchronized (this) {
                if (!closed) {
                    current = fresh;
                    return fresh;
                }
            }
            fresh.close();
            throw new RemoteException(Reason.CONNECT, "stopped before the command; run it again");
        }

        private synchronized boolean isClosed() {
            return closed;
        }

        @Override
        public Exit run(Command command, Output output) throws RemoteException, InterruptedException {
            return next(1).run(command, output);
        }

        @Override
        public Remote anew() throws RemoteException {
            return next(1).anew();
        }

        @Override
        public void close() {
            Remote open;
            synchronized (this) {
                closed = true;
                open = current;
            }
            open.close();
        }
    }

    /** Where a host is before it was asked for. */
    private static final Remote NOWHERE = new Remote() {
        @Override
        public Connection connect() throws RemoteException {
            throw new RemoteException(Reason.CONNECT, "not connected");
        }

        @Override
        public Exit run(Command command, Output output) throws RemoteException {
            throw new RemoteException(Reason.CONNECT, "not connected");
        }

        @Override
        public void close() {}
    };
}

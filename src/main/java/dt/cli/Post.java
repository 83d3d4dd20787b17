package dt.cli;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.output.Reason;
import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import dt.run.Transport;
import dt.web.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where one host is watched from. {@link #attend} is for one thread; the rest for any. */
final class Post {
    /** How watching it ended; {@code why} is for a person. */
    record End(boolean wasSeen, String why) {}

    private enum At {
        REST,
        BEGIN,
        WATCH
    }

    private final Host host;
    private final Job job;
    private final Transport transport;
    private final Semaphore beginning;
    private final HostClock clock = new HostClock();
    private Map<String, Object> told = Map.of();
    private At at = At.REST;
    private long heard;
    private @Nullable Thread attending;
    private @Nullable String tooLong;
    private boolean woken;

    /** @param beginning so many may begin at once */
    Post(Host host, Job job, Transport transport, Semaphore beginning) {
        this.host = host;
        this.job = job;
        this.transport = transport;
        this.beginning = beginning;
    }

    String label() {
        return host.label();
    }

    /** Watches until that ends, which it does only when something is wrong. */
    End attend(Consumer<Sighting> to) throws InterruptedException {
        beginning.acquire();
        var slot = new AtomicBoolean(true);
        var said = new FirstLine();
        try (var remote = new Heard(transport.to(host), slot, to)) {
            begin();
            told = job.facts(host);
            return new End(remote.isSeen, watch(remote, said));
        } catch (RemoteException e) {
            return new End(false, "unreachable: " + e.getMessage());
        } finally {
            end();
            release(slot);
        }
    }

    /** Why that ended. */
    private String watch(Heard remote, FirstLine said) throws InterruptedException {
        try {
            var outcome = job.on(host, remote, onlyErrors(said));
            return silence(said.text().isEmpty() ? reason(outcome) : said.text());
        } catch (RemoteException e) {
            return silence("unreachable: " + e.getMessage());
        } catch (InterruptedException e) {
            if (silence("").isEmpty()) {
                throw e;
            }
            return silence("");
        }
    }

    private static String reason(Outcome outcome) {
        return outcome.isOkay() ? "the command that watches there has ended" : Reason.of(outcome);
    }

    /** What is printed is in the facts of the job as well. */
    private static Output onlyErrors(Output output) {
        return new Output() {
            @Override
            public void stdout(byte[] bytes, int offset, int length) {}

            @Override
            public void stderr(byte[] bytes, int offset, int length) throws IOException {
                output.stderr(bytes, offset, length);
            }
        };
    }

    private void release(AtomicBoolean slot) {
        if (slot.getAndSet(false)) {
            beginning.release();
        }
    }

    private synchronized void begin() {
        at = At.BEGIN;
        heard = System.nanoTime();
        tooLong = null;
        attending = Thread.currentThread();
    }

    private synchronized void hear() {
        at = At.WATCH;
        heard = System.nanoTime();
    }

    private synchronized void end() {
        at = At.REST;
        attending = null;
        // An interrupt that came too late is not one for what comes next.
        if (tooLong != null) {
            Thread.interrupted();
        }
    }

    private synchronized String silence(String otherwise) {
        return tooLong == null ? otherwise : tooLong;
    }

    /** Ends the watch where nothing was heard for too long; says so then, once. */
    synchronized @Nullable String endIfSilent(PageWatch.Limits limits) {
        var limit = at == At.WATCH ? limits.silence() : limits.begin();
        if (at == At.REST || attending == null || tooLong != null || System.nanoTime() - heard < limit.toNanos()) {
            return null;
        }
        tooLong = "unreachable: nothing was heard of it for " + limit.toSeconds() + " s";
        attending.interrupt();
        return tooLong;
    }

    /** Waits so long, or until it is woken. */
    synchronized void rest(Duration pause) throws InterruptedException {
        long until = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0 && !woken; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        woken = false;
    }

    /** Ends a rest. */
    synchronized void wake() {
        woken = at == At.REST;
        notifyAll();
    }

    /** The host as the job sees it, with an ear on what it says. */
    private final class Heard implements Remote {
        private final Remote remote;
        private final Consumer<Sighting> to;
        private final AtomicBoolean slot;
        private boolean isSeen;

        /** @param slot is another host's as soon as this one says something */
        Heard(Remote remote, AtomicBoolean slot, Consumer<Sighting> to) {
            this.remote = remote;
            this.slot = slot;
            this.to = to;
        }

        @Override
        public Connection connect() throws RemoteException, InterruptedException {
            return remote.connect();
        }

        @Override
        public Exit run(Command command, Output output) throws RemoteException, InterruptedException {
            return remote.run(command, new Output() {
                @Override
                public void stdout(byte[] bytes, int offset, int length) throws IOException {
                    hear();
                    release(slot);
                    output.stdout(bytes, offset, length);
                    tell();
                }

                @Override
                public void stderr(byte[] bytes, int offset, int length) throws IOException {
                    output.stderr(bytes, offset, length);
                }
            });
        }

        @SuppressWarnings("ReferenceEquality") // the same object is that of an earlier answer, whatever is in it
        private void tell() {
            var facts = job.facts(host);
            if (facts != told && facts.get("services") instanceof List<?> services) {
                told = facts;
                isSeen = true;
                to.accept(new Sighting.Seen(host.label(), SeenServices.of(services, clock)));
            }
        }

        @Override
        public void close() {
            remote.close();
        }
    }
}

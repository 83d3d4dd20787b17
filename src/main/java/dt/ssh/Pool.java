package dt.ssh;

import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;

/**
 * The connections of this process, by {@link Target.Key}. Decides under its lock; connects, asks and closes outside.
 */
final class Pool implements AutoCloseable {
    /** After so long a rest a host is asked whether it is still there. */
    static final Duration REST = Duration.ofSeconds(30);

    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final BiFunction<Target, Pool, Making> connector;
    private final InstantSource clock;
    private final Duration keep;
    private final Map<Target.Key, List<PoolEntry>> entries = new HashMap<>();
    private boolean closed;

    /** @param keep how long an unused connection is kept; zero: closed with its last lease */
    Pool(BiFunction<Target, Pool, Making> connector, InstantSource clock, Duration keep) {
        this.connector = connector;
        this.clock = clock;
        this.keep = keep;
    }

    /** The right to use a connection; given back by {@link #close}. */
    final class Lease implements AutoCloseable {
        private final PoolEntry entry;
        private final Link link;
        private final boolean reused;
        private boolean returned;

        private Lease(PoolEntry entry, Link link, boolean reused) {
            this.entry = entry;
            this.link = link;
            this.reused = reused;
        }

        Link link() {
            return link;
        }

        boolean reused() {
            return reused;
        }

        /**
         * The host refused a further channel: this connection gets no more users than it has had sessions at once, and
         * neither does a sibling from now on. False if the host gives none at all.
         */
        boolean full() {
            var sessions = link.sessions();
            boolean some = sessions.open() > 0;
            synchronized (Pool.this) {
                entry.capacity = Math.max(1, sessions.most());
                entry.refused = !some;
            }
            return some;
        }

        /** Has the host make ready for another command, if the connection is kept for one. */
        void prepareNext() {
            boolean kept;
            synchronized (Pool.this) {
                kept = !closed && !keep.isZero() && !entry.gone && !entry.refused && entry.capacity > entry.users;
            }
            if (kept) {
                link.prepareSpare();
            }
        }

        /** Nobody else is to get this connection: what runs on it is no longer known. */
        void retire() {
            discard(entry);
        }

        @Override
        public void close() {
            synchronized (Pool.this) {
                if (returned) {
                    return;
                }
                returned = true;
            }
            leave(entry);
        }
    }

    /** A lease for a host; {@code cancel} completed by anyone ends the wait. */
    Lease lease(Target target, CompletableFuture<Link> cancel) throws RemoteException, InterruptedException {
        while (true) {
            boolean reused;
            Instant rested;
            PoolEntry entry;
            boolean fresh;
            synchronized (this) {
                if (closed) {
                    throw new RemoteException(Reason.CONNECT, "stopped; run it again");
                }
                var found = find(target);
                fresh = found == null;
                entry = found == null ? add(target) : found;
                reused = entry.isReady();
                rested = entry.idleSince;
                entry.users++;
            }
            if (fresh) {
                entry.attempt.start();
            }
            var link = await(entry, cancel);
            if (link.isOpen() && (!reused || fit(link, rested))) {
                return new Lease(entry, link, reused);
            }
            discard(entry);
            leave(entry);
        }
    }

    /** A lease for the way to another host; kept a while, so that the next host behind it finds it. */
    Lease leaseJump(Target jump) throws RemoteException, InterruptedException {
        try {
            var lease = lease(jump, new CompletableFuture<>());
            synchronized (this) {
                lease.entry.jump = true;
            }
            return lease;
        } catch (RemoteException e) {
            throw new RemoteException(e.reason(), "jump host " + jump.name() + ": " + e.getMessage(), e);
        }
    }

    private boolean fit(Link link, Instant rested) {
        return rested.plus(REST).isAfter(clock.instant()) || link.answers(ANSWER);
    }

    private Link await(PoolEntry entry, CompletableFuture<Link> cancel) throws RemoteException, InterruptedException {
        boolean good = false;
        try {
            var either = entry.attempt.result().applyToEither(cancel, link -> link);
            var link = either.get();
            good = true;
            return link;
        } catch (ExecutionException e) {
            throw reason(e);
        } finally {
            if (!good) {
                if (entry.attempt.result().isCompletedExceptionally()) {
                    discard(entry);
                }
                leave(entry);
            }
        }
    }

    private static RemoteException reason(ExecutionException e) {
        Throwable cause = e.getCause();
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RemoteException remote) {
            // Shared by all who waited: each throws one of its own.
            return new RemoteException(remote.reason(), String.valueOf(remote.getMessage()), remote);
        }
        throw new IllegalStateException(cause);
    }

    private @org.jspecify.annotations.Nullable PoolEntry find(Target target) {
        for (var entry : entries.getOrDefault(target.key(), List.of())) {
            boolean ours = entry.asker.equals(target.credentials().asker());
            if ((ours || entry.isReady()) && !entry.refused && entry.users < entry.capacity) {
                return entry;
            }
        }
        return null;
    }

    private PoolEntry add(Target target) {
        var entry = new PoolEntry(
                target.key(), target.credentials().asker(), connector.apply(target, this), clock.instant());
        var siblings = entries.computeIfAbsent(target.key(), k -> new ArrayList<>());
        // What one was refused the next one need not try.
        siblings.forEach(sibling -> entry.capacity = Math.min(entry.capacity, sibling.capacity));
        siblings.add(entry);
        return entry;
    }

    private synchronized void discard(PoolEntry entry) {
        entry.gone = true;
        entries.computeIfPresent(entry.key, (key, list) -> {
            list.remove(entry);
            return list.isEmpty() ? null : list;
        });
    }

    private void leave(PoolEntry entry) {
        boolean end;
        synchronized (this) {
            entry.users--;
            entry.idleSince = clock.instant();
            boolean keepIt =
                    !closed && !entry.gone && !entry.refused && entry.isReady() && (entry.jump || !keep.isZero());
            end = entry.users == 0 && !keepIt;
            if (end) {
                discard(entry);
            }
        }
        if (end) {
            entry.close();
        }
    }

    /** Closes what was unused for too long or has died; says when to come again. */
    Duration evictIdle(Instant now) {
        var due = new ArrayList<PoolEntry>();
        var next = keep.isZero() ? REST : keep;
        synchronized (this) {
            for (var list : entries.values()) {
                for (var entry : list) {
                    var left = Duration.between(now, entry.idleSince.plus(keep.isZero() ? REST : keep));
                    if (entry.users > 0) {
                        continue;
                    }
                    if (left.isPositive() && entry.isOpen()) {
                        next = left.compareTo(next) < 0 ? left : next;
                    } else {
                        due.add(entry);
                    }
                }
            }
            due.forEach(this::discard);
        }
        due.forEach(PoolEntry::close);
        return next;
    }

    /** No connection of now is used again: the unused are closed, the others with their last lease. How many there were. */
    int drop() {
        var unused = new ArrayList<PoolEntry>();
        int count;
        synchronized (this) {
            count = size();
            for (var list : List.copyOf(entries.values())) {
                for (var entry : List.copyOf(list)) {
                    discard(entry);
                    if (entry.users == 0) {
                        unused.add(entry);
                    }
                }
            }
        }
        unused.forEach(PoolEntry::close);
        return count;
    }

    /** How many connections there are, for {@code dt agent status} and tests. */
    synchronized int size() {
        return entries.values().stream().mapToInt(List::size).sum();
    }

    /** Closes all connections, used or not. */
    @Override
    public void close() {
        var all = new ArrayList<PoolEntry>();
        synchronized (this) {
            closed = true;
            entries.values().forEach(all::addAll);
            entries.clear();
        }
        all.forEach(PoolEntry::close);
    }
}

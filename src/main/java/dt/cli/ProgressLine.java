package dt.cli;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Outcome;
import dt.module.Result;
import dt.output.Progress;
import dt.remote.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows how a long run goes, on standard error if that is a terminal, between the lines of the results. */
final class ProgressLine implements Observer, AutoCloseable {
    private static final int TICK_MILLIS = 100;

    private final Call call;
    private final LongSupplier moved;
    private final Observer results;
    private final @Nullable Progress progress;
    private final @Nullable ScheduledExecutorService ticker;

    /** @param moved how many bytes of files have travelled so far */
    ProgressLine(Call call, int hosts, LongSupplier moved, Observer results) {
        this.moved = moved;
        this.call = call;
        this.results = results;
        var terminal = call.caller().terminal();
        // A host that a person types on has the screen for itself.
        boolean typed = call.options().has(Flag.INTERACTIVE) && terminal.in();
        boolean shown = terminal.err() && !typed && !call.options().has(Flag.QUIET);
        progress = shown ? new Progress(hosts, terminal.width().getAsInt(), Instant.now()) : null;
        ticker = shown
                ? Executors.newSingleThreadScheduledExecutor(
                        work -> Thread.ofPlatform().daemon().name("dt-progress").unstarted(work))
                : null;
        if (ticker != null) {
            call.caller().prompt().beforeAsking(this::erase);
            var _ = ticker.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void erase() {
        if (progress != null) {
            show(progress.erase());
        }
    }

    private synchronized void tick() {
        if (progress != null && !call.caller().prompt().isAsking()) {
            progress.moved(moved.getAsLong());
            progress.width(call.caller().terminal().width().getAsInt());
            show(progress.tick(Instant.now()));
        }
    }

    /** A line for the person, which the progress does not run into. */
    synchronized void message(String text) {
        erase();
        call.message(text);
    }

    private void show(String text) {
        if (text.isEmpty()) {
            return;
        }
        try {
            call.caller().err().write(text.getBytes(StandardCharsets.UTF_8));
            call.caller().err().flush();
        } catch (IOException closed) {
            // A terminal that is gone needs no progress.
        }
    }

    @Override
    public synchronized void started(Host host) {
        if (progress != null) {
            progress.started(host, Instant.now());
        }
        results.started(host);
    }

    @Override
    public synchronized void printed(Host host, boolean error, byte[] bytes) {
        erase();
        results.printed(host, error, bytes);
    }

    @Override
    public boolean wantsOutput() {
        return results.wantsOutput();
    }

    @Override
    public boolean readsOutput() {
        return results.readsOutput();
    }

    @Override
    public synchronized void ended(Result result) {
        if (progress != null) {
            show(progress.erase());
            progress.ended(result.host(), result.outcome().isOkay());
        }
        results.ended(result);
        var connection = result.connection();
        if (connection != null && call.options().times(Flag.VERBOSE) > 1) {
            call.message(result.host().label() + ": " + way(connection));
        }
        if (call.options().has(Flag.DEBUG) && result.outcome() instanceof Outcome.Broken(var bug)) {
            call.message(Dt.trace(bug));
        }
    }

    private static String way(Connection connection) {
        var jump = connection.jump();
        return connection.user() + "@" + connection.address() + " port " + connection.port()
                + (jump.isEmpty() ? "" : " through " + String.join(", ", jump))
                + (connection.reused()
                        ? ", over a connection that was there"
                        : ", connected in " + connection.took().toMillis() + " ms");
    }

    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.shutdownNow();
            call.caller().prompt().beforeAsking(null);
        }
        erase();
    }
}

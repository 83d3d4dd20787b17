package dt.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Event streams, so many and no more. Nothing is queued for a stream: it asks for what is new when it can write again, so
 * a slow client costs a thread that sleeps. One that takes nothing for too long is cut off.
 */
final class Streams implements AutoCloseable {
    /** What comes behind an event. */
    enum Then {
        /** What happens from now on. */
        NEWS,
        /** More of what there is already, cut so that no browser has too much to do in one piece. */
        MORE,
        NOTHING
    }

    /**
     * One event.
     *
     * @param id where the client goes on when the connection breaks; null: where it went on before
     */
    record Event(@Nullable String id, String name, String data, Then then) {}

    /** Where the events of a stream come from. */
    interface Source {
        /** The next event, or null when there was none for so long. */
        @Nullable
        Event next(long millis) throws InterruptedException;
    }

    /** Changes that come close together travel together. */
    private static final long BREATH = 100;

    private final Limits limits;
    private final Deadlines deadlines;
    private final Semaphore free;
    private final Set<Thread> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Streams(Limits limits, Deadlines deadlines) {
        this.limits = limits;
        this.deadlines = deadlines;
        this.free = new Semaphore(limits.streams());
    }

    /** Writes events until the client has left, the last one was written, or the page is closed. */
    void serve(ServerResponse response, Source source) {
        if (closed || !free.tryAcquire()) {
            Answers.error(response, 503, "too many event streams are open");
            return;
        }
        open.add(Thread.currentThread());
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        try (var out = response.outputStream()) {
            write(out, "retry: 1000\n\n");
            while (!closed) {
                var event = source.next(limits.ping().toMillis());
                write(out, event == null ? "event: ping\ndata:\n\n" : text(event));
                switch (event == null ? Then.NEWS : event.then()) {
                    case NOTHING -> {
                        return;
                    }
                    case NEWS -> TimeUnit.MILLISECONDS.sleep(BREATH);
                    case MORE -> {}
                }
            }
        } catch (IOException | UncheckedIOException gone) {
            // The client has left, or was cut off.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(Thread.currentThread());
            free.release();
        }
    }

    private void write(OutputStream out, String text) throws IOException {
        deadlines.begin(limits.write());
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            deadlines.end();
        }
    }

    /** JSON on one line needs no care: a line end within it is escaped. */
    private static String text(Event event) {
        return (event.id() == null ? "" : "id: " + event.id() + "\n") + "event: " + event.name() + "\ndata: "
                + event.data() + "\n\n";
    }

    int count() {
        return open.size();
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(Thread::interrupt);
    }
}

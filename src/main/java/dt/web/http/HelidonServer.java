package dt.web.http;

import dt.web.Door;
import dt.web.Fleet;
import dt.web.Grid;
import dt.web.Guard;
import dt.web.PageServer;
import dt.web.RunBook;
import io.helidon.http.RequestException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The page by Helidon's web server: blocking code on virtual threads, so an open event stream costs next to nothing. */
public final class HelidonServer implements PageServer {
    private static final int LONGEST_HEAD = 16 << 10;
    private static final int LONGEST_FIRST_LINE = 8 << 10;

    /** dt speaks for itself. Held here, as a logger that nobody holds forgets its level. */
    private static final Logger QUIET = Logger.getLogger("io.helidon");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private final Limits limits;
    private final Deadlines deadlines;
    private final Streams streams;
    private @Nullable WebServer server;

    /** For ServiceLoader. */
    public HelidonServer() {
        this(Limits.USUAL);
    }

    HelidonServer(Limits limits) {
        this.limits = limits;
        this.deadlines = new Deadlines(limits.read().compareTo(limits.write()) < 0 ? limits.read() : limits.write());
        this.streams = new Streams(limits, deadlines);
    }

    @Override
    public int open(Door door, Fleet fleet, Grid grid, RunBook runs) throws IOException {
        // The guard has to know the port, and the port is known when the server runs.
        var guard = new AtomicReference<@Nullable Guard>();
        var api = new Api(fleet, grid, runs, streams, new Bodies(limits, deadlines));
        var files = new Files();
        var builder = WebServer.builder()
                .address(door.address())
                .port(port(door))
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(LONGEST_HEAD)
                        .maxPrologueLength(LONGEST_FIRST_LINE)
                        .addReceiveListener(new Heads(deadlines, limits.read()))
                        .build())
                .maxTcpConnections(limits.connections())
                .maxPayloadSize(limits.body())
                // The library's read timeout does not hold for channels; this one does between two requests.
                .idleConnectionTimeout(limits.read())
                .idleConnectionPeriod(limits.read().dividedBy(4))
                .shutdownGracePeriod(Duration.ofMillis(200))
                .connectionOptions(options -> options.tcpNoDelay(true).socketKeepAlive(true))
                .routing(routing -> route(routing, guard, api, files));
        var tls = door.tls();
        if (tls != null) {
            builder.tls(t -> t.sslContext(tls));
        }
        try {
            var started = builder.build().start();
            server = started;
            guard.set(new Guard(door, started.port(), InstantSource.system()));
            return started.port();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Tried first, as the library's own complaint is none for a person. */
    private static int port(Door door) throws IOException {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(door.address(), door.port()));
            return probe.getLocalPort();
        } catch (BindException e) {
            throw new IOException(
                    "cannot listen on " + Guard.literal(door.address()) + ":" + door.port() + ": " + e.getMessage(), e);
        }
    }

    private void route(HttpRouting.Builder routing, AtomicReference<@Nullable Guard> guard, Api api, Files files) {
        routing.addFilter(new Gate(guard));
        routing.error(
                RequestException.class,
                (_, response, e) ->
                        Answers.error(response, e.status().code(), e.status().reasonPhrase()));
        routing.error(RuntimeException.class, (_, response, e) -> Answers.error(response, 500, "internal error: " + e));
        files.route(routing);
        api.route(routing);
        routing.any((_, response) -> Answers.error(response, 404, "there is nothing here"));
    }

    @Override
    public int streams() {
        return streams.count();
    }

    @Override
    public void close() {
        streams.close();
        deadlines.close();
        if (server != null) {
            server.stop();
        }
    }
}

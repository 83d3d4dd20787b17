package dt.module.shell;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.remote.Output;
import dt.remote.Remote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Connects to a port of each host and hangs up. */
final class TcpPing implements Job {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Request request;
    private final int count;
    private final int port;
    private final ConcurrentHashMap<Host, Latency> measured = new ConcurrentHashMap<>();

    TcpPing(Request request, int count, int port) {
        this.request = request;
        this.count = count;
        this.port = port;
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) throws InterruptedException {
        var micros = new ArrayList<Long>();
        var problem = "";
        try {
            var address = InetAddress.getByName(request.way().to(host).address());
            for (int i = 0; i < count; i++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                problem = connect(new InetSocketAddress(address, port), micros);
            }
        } catch (UnknownHostException e) {
            problem = "the name has no address";
        }
        var latency = new Latency(count, micros, problem);
        measured.put(host, latency);
        return latency.tell(output);
    }

    private String connect(InetSocketAddress to, List<Long> micros) {
        var limit = Objects.requireNonNullElse(request.commandTimeout(), PATIENCE);
        try (var socket = new Socket()) {
            long start = System.nanoTime();
            socket.connect(to, (int) Math.min(Integer.MAX_VALUE, Math.max(1, limit.toMillis())));
            micros.add((System.nanoTime() - start) / 1000);
            return "";
        } catch (SocketTimeoutException e) {
            return "no answer from port " + port + " within " + limit.toMillis() + " ms";
        } catch (IOException e) {
            return "port " + port + ": " + String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public Map<String, Object> facts(Host host) {
        var latency = measured.get(host);
        return latency == null ? Map.of() : latency.facts();
    }

    @Override
    public String plan(Host host) {
        return "connect to " + request.way().to(host).address() + " port " + port;
    }

    @Override
    public boolean connects() {
        return false;
    }
}

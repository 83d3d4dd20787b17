package dt.web;

import dt.inventory.Host;
import dt.web.http.HelidonServer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The page of a fleet that only pretends. */
public final class FakePage implements AutoCloseable {
    private static final String[] SERVICES = {
        "httpd",
        "nginx",
        "postgres",
        "redis",
        "cron",
        "ntpd",
        "sshd",
        "collectd",
        "haproxy",
        "memcached",
        "rsyslog",
        "php-fpm",
        "exim",
        "dovecot",
        "bind",
        "unbound",
        "vector",
        "node-exporter",
        "consul",
        "vault"
    };

    public final FakeFleet fleet;
    public final Grid grid;
    public final RunBook runs;
    public final Keys keys;
    public final int port;
    private final PageServer server;

    public FakePage(List<Host> hosts, int port) throws Exception {
        this(hosts, port, new byte[32]);
    }

    FakePage(List<Host> hosts, int port, byte[] key) throws Exception {
        this(hosts, port, key, new HelidonServer());
    }

    public FakePage(List<Host> hosts, int port, byte[] key, PageServer server) throws Exception {
        this.server = server;
        fleet = new FakeFleet(hosts, Files.createTempDirectory("dt-web-runs"));
        grid = new Grid(hosts, InstantSource.system());
        runs = new RunBook(fleet);
        keys = Keys.ofOne("tester", key);
        this.port = server.open(
                new Door(InetAddress.getByName("127.0.0.1"), port, Set.of(), null, keys), fleet, grid, runs);
    }

    /** Event streams that are open. */
    public int streams() {
        return server.streams();
    }

    public String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    public String login() {
        return url() + "?token=" + keys.token("tester");
    }

    /** All services of all hosts: nearly all are up. */
    public void fill(int services) {
        for (var host : fleet.hosts()) {
            grid.take(new Sighting.Seen(host.label(), states(host.label(), services)));
        }
    }

    public static List<ServiceState> states(String host, int services) {
        var states = new ArrayList<ServiceState>();
        int seed = Math.abs(host.hashCode());
        for (int i = 0; i < services; i++) {
            int odd = Math.floorMod((seed + i * 7919) * 0x9E3779B1 >>> 7, 211);
            var state = odd == 3 || odd == 40
                    ? ServiceState.State.DOWN
                    : odd == 9 ? ServiceState.State.PAUSED : ServiceState.State.UP;
            long age = 40L + Math.floorMod((seed * 31 + i) * 0x85EBCA6B >>> 5, 1 << (6 + (seed + i) % 17));
            if (odd == 100 && i > 3) {
                continue;
            }
            states.add(new ServiceState(
                    SERVICES[i % SERVICES.length] + (i < SERVICES.length ? "" : "-" + i / SERVICES.length),
                    state,
                    odd != 40,
                    Instant.now().minusSeconds(age).truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                    state == ServiceState.State.UP ? 1000L + i : null));
        }
        return states;
    }

    @Override
    public void close() {
        runs.close();
        server.close();
    }
}

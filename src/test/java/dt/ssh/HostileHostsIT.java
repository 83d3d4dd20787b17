package dt.ssh;

import static dt.fleet.OddHost.say;
import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OddHost;
import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts that refuse, hang or talk nonsense: each is told apart, each in time. */
@Timeout(180)
class HostileHostsIT {
    private static final Duration LIMIT = Duration.ofMillis(700);
    private static final String BANNER = "SSH-2.0-Odd_1.0\r\n";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (var each : open) {
            each.close();
        }
    }

    private int host(OddHost.Manner manner) throws IOException {
        var host = OddHost.that(manner);
        open.add(host);
        return host.port();
    }

    private static RemoteException failure(String address, int port, Dialer.Resolver resolver) throws Exception {
        var sessions = new SshSessions(
                host -> Fakes.with(Fakes.target(address, port, null), LIMIT),
                SshSessions.Limits.oneShot(),
                InstantSource.system(),
                resolver);
        try (sessions;
                var remote = sessions.remote(Host.named("odd"))) {
            remote.connect();
            throw new AssertionError("connected");
        } catch (RemoteException e) {
            assertThat(sessions.size()).isZero();
            return e;
        }
    }

    private static RemoteException failure(int port) throws Exception {
        return failure("127.0.0.1", port, Dialer.Resolver.SYSTEM);
    }

    @Test
    void aClosedPortRefuses() throws Exception {
        var e = failure(OpenSsh.freePort());

        assertThat(e.reason()).isEqualTo(Reason.CONNECT);
        assertThat(e)
                .hasMessageContaining("connection refused by 127.0.0.1 port")
                .hasMessageContaining("; check");
    }

    @Test
    void aNameWithoutAddressIsDns() throws Exception {
        var e = failure("no-such-host.invalid", 22, name -> {
            throw new UnknownHostException(name);
        });

        assertThat(e.reason()).isEqualTo(Reason.DNS);
        assertThat(e).hasMessageContaining("no address for no-such-host.invalid");
    }

    @Test
    void aResolverThatHangsEndsWithTheLimit() throws Exception {
        var never = new CountDownLatch(1);

        var e = failure("slow.example", 22, name -> {
            // As getaddrinfo: listens to no interrupt.
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException deaf) {
                    Thread.interrupted();
                }
            }
            return List.of();
        });
        never.countDown();

        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e).hasMessageContaining("name lookup did not finish within 700ms");
    }

    @Test
    void aPortThatNeverAcceptsTimesOutInConnect() throws Exception {
        try (var full = OddHost.thatNeverAccepts()) {
            var e = failure(full.port());

            assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(e).hasMessageContaining("connect timed out after 700ms");
        }
    }

    @Test
    void silenceIsNoBanner() throws Exception {
        var e = failure(host(socket -> {}));

        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e).hasMessageContaining("no SSH banner within 700ms");
    }

    @Test
    void aWebServerIsNoSshServer() throws Exception {
        var e = failure(host(socket -> {
            say(socket, "HTTP/1.1 400 Bad\u001b[31m Request\r\n\r\n");
            socket.shutdownOutput();
        }));

        assertThat(e.reason()).isEqualTo(Reason.CONNECT);
        assertThat(e).hasMessageContaining("no SSH server").hasMessageContaining("HTTP/1.1 400 Bad?[31m Request");
    }

    @Test
    void anEndlessGreetingIsCutOff() throws Exception {
        var e = failure(host(socket -> {
            while (true) {
                say(socket, "hello\r\n");
            }
        }));

        assertThat(e.reason()).isEqualTo(Reason.CONNECT);
        assertThat(e).hasMessageContaining("1024 lines and no SSH banner");
    }

    @Test
    void anEndlessFirstLineIsCutOff() throws Exception {
        var e = failure(host(socket -> {
            while (true) {
                say(socket, "x".repeat(1000));
            }
        }));

        assertThat(e.reason()).isEqualTo(Reason.CONNECT);
        assertThat(e).hasMessageContaining("a first line without end");
    }

    @Test
    void anOldProtocolIsNamed() throws Exception {
        var e = failure(host(socket -> say(socket, "SSH-1.5-old\r\n")));

        assertThat(e.reason()).isEqualTo(Reason.CONNECT);
        assertThat(e).hasMessageContaining("SSH-1.5-old");
    }

    @Test
    void aHangAfterTheBannerIsAKeyExchangeThatDoesNotFinish() throws Exception {
        var e = failure(host(socket -> say(socket, BANNER)));

        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e).hasMessageContaining("key exchange did not finish within 700ms");
    }

    @Test
    void aHostThatHangsUpSaysSo() throws Exception {
        var e = failure(host(socket -> {
            say(socket, BANNER);
            socket.shutdownOutput();
        }));

        assertThat(e.reason()).isEqualTo(Reason.CONNECT);
        assertThat(e).hasMessageContaining("the host closed the connection during key exchange");
    }

    @Test
    void aPacketOfInvalidSizeEndsTheConnection() throws Exception {
        for (var size : List.of("\u0000\u0000\u0000\u0001", "\u007f\u00ff\u00ff\u00ff", "\u00ff\u00ff\u00ff\u00ff")) {
            var e = failure(host(socket -> say(socket, BANNER + size + "x".repeat(100))));

            assertThat(e.reason()).isEqualTo(Reason.CONNECT);
            assertThat(e).hasMessageContaining("invalid packet length");
        }
    }

    @Test
    void bothAddressesOfANameAreTried() throws Exception {
        int port = host(socket -> say(socket, "SSH-1.5-second\r\n"));

        var e = failure(
                "two.example",
                port,
                name -> List.of(
                        InetAddress.getByAddress(name, new byte[] {127, 0, 0, 2}),
                        InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1})));

        assertThat(e).hasMessageContaining("SSH-1.5-second");
    }
}

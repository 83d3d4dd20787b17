package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DialerTest {
    private static final List<InetAddress> BOTH = List.of(
            InetAddress.ofLiteral("2001:db8::1"),
            InetAddress.ofLiteral("192.0.2.1"),
            InetAddress.ofLiteral("2001:db8::2"));

    private static List<InetAddress> lookUp(Target.Family family, List<InetAddress> found) throws Exception {
        return Dialer.lookUp("web1", family, name -> found);
    }

    @Test
    void withoutAFamilyAllAddressesAreTakenInOrder() throws Exception {
        assertThat(lookUp(Target.Family.ANY, BOTH)).isEqualTo(BOTH);
    }

    @Test
    void onlyAddressesOfTheFamilyAreTaken() throws Exception {
        assertThat(lookUp(Target.Family.INET, BOTH)).containsExactly(BOTH.get(1));
        assertThat(lookUp(Target.Family.INET6, BOTH)).containsExactly(BOTH.get(0), BOTH.get(2));
    }

    @Test
    void aHostWithoutAnAddressOfTheFamilyHasNone() {
        assertThatThrownBy(() -> lookUp(Target.Family.INET, List.of(BOTH.getFirst())))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("INET");
    }

    /** Nagle's algorithm makes a warm command wait 40 ms for an acknowledgement. */
    @Test
    void whatIsSentGoesAtOnce() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var socket = Dialer.connect(
                        List.of(server.getInetAddress()),
                        server.getLocalPort(),
                        System.nanoTime() + TimeUnit.SECONDS.toNanos(30),
                        _ -> {})) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}

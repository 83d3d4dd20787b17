package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArrivalsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Arriving memory = new Arriving();

    /** A host that sends as much as it may, to one who takes all at once. */
    private static final class Flooded {
        private final Arrivals arrivals;
        private final byte[] packet = new byte[Arrivals.PACKET];
        long allowed = Arriving.NARROW;
        long waiting;

        Flooded(Arriving memory) {
            arrivals = new Arrivals(memory);
        }

        void send() throws ConnectionException {
            while (allowed > 0) {
                int length = (int) Math.min(packet.length, allowed);
                arrivals.data(false, packet, 0, length);
                allowed -= length;
                waiting += length;
            }
        }

        void useAll() throws InterruptedException {
            while (waiting > 0) {
                var data = (Arrivals.Data) arrivals.take(LONG);
                int length = data.length;
                waiting -= length;
                arrivals.giveBack(data);
                allowed += arrivals.used(length);
            }
        }
    }

    @Test
    void whatAllHostsTogetherMaySendBeforeItIsUsedIsBounded() throws Exception {
        var hosts = IntStream.range(0, 100).mapToObj(i -> new Flooded(memory)).toList();
        // All are quick to begin with, so that all that may have a wide window have one.
        for (int round = 0; round < 3; round++) {
            for (var host : hosts) {
                host.send();
                host.useAll();
            }
        }

        for (var host : hosts) {
            host.send();
        }

        long waiting = hosts.stream().mapToLong(host -> host.waiting).sum();
        assertThat(waiting).isBetween(64L << 20, (25L + 64) << 20);
        assertThat(hosts).anyMatch(host -> host.waiting == Arriving.WIDE);
    }

    @Test
    void aWindowIsNotWidenedWhileWhatCameWaits() throws Exception {
        var host = new Flooded(memory);
        for (int round = 0; round < 100; round++) {
            host.send();
            var data = (Arrivals.Data) host.arrivals.take(LONG);
            host.waiting -= data.length;
            host.allowed += host.arrivals.used(data.length);
        }

        assertThat(host.waiting + host.allowed).isLessThanOrEqualTo(Arriving.NARROW);
    }

    @Test
    void aChannelThatEndsLeavesItsWideWindowToOthers() throws Exception {
        for (int i = 0; i < 200; i++) {
            var host = new Flooded(memory);
            host.send();
            host.useAll();
            assertThat(host.allowed).as("host " + i).isEqualTo(Arriving.WIDE);
            switch (i % 3) {
                case 0 -> host.arrivals.discard();
                case 1 -> host.arrivals.add(new Arrivals.Closed());
                default -> host.arrivals.add(new Arrivals.Lost(new SSHException("gone")));
            }
            host.arrivals.discard();
        }
    }

    @Test
    void whoSendsMoreThanItMayBreaksTheProtocol() throws Exception {
        var host = new Flooded(memory);
        host.send();

        assertThatThrownBy(() -> host.arrivals.data(false, host.packet, 0, 1))
                .hasMessage("the host sent more data than it was allowed to");
    }

    @Test
    void aByteAtATimeCostsNoMoreThanAllAtOnce() throws Exception {
        var arrivals = new Arrivals(memory);
        for (int i = 0; i < Arriving.NARROW; i++) {
            arrivals.data(false, new byte[] {(byte) i}, 0, 1);
        }

        int pieces = 0;
        for (int left = Arriving.NARROW; left > 0; pieces++) {
            left -= ((Arrivals.Data) arrivals.take(LONG)).length;
        }
        assertThat(pieces).isEqualTo(Arriving.NARROW / Arriving.PIECE);
    }

    @Property(tries = 100)
    void bytesOfBothStreamsComeOutAsTheyCameIn(
            @ForAll @Size(max = 60) List<@IntRange(min = -3000, max = 3000) Integer> sizes, @ForAll long seed)
            throws Exception {
        var random = new Random(seed);
        var arrivals = new Arrivals(memory);
        var sent = new ByteArrayOutputStream();
        var came = new ByteArrayOutputStream();
        int waiting = 0;
        for (int size : sizes) {
            var bytes = new byte[Math.abs(size) + 1];
            random.nextBytes(bytes);
            arrivals.data(size < 0, bytes, 1, Math.abs(size));
            waiting += Math.abs(size);
            mark(sent, size < 0, bytes, 1, Math.abs(size));
            if (random.nextBoolean() && waiting > 0) {
                waiting -= took(arrivals, came);
            }
        }
        while (waiting > 0) {
            waiting -= took(arrivals, came);
        }
        assertThat(came.toByteArray()).isEqualTo(sent.toByteArray());
    }

    private static int took(Arrivals arrivals, ByteArrayOutputStream came) throws InterruptedException {
        var data = (Arrivals.Data) arrivals.take(LONG);
        int length = data.length;
        mark(came, data.stderr, data.bytes, 0, length);
        arrivals.giveBack(data);
        arrivals.used(length);
        return length;
    }

    private static void mark(ByteArrayOutputStream to, boolean stderr, byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            to.write(stderr ? 1 : 0);
            to.write(bytes[offset + i]);
        }
    }
}

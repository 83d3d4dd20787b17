package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SpareTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<Message> sent = new ArrayList<>();
    private final ConnectionImpl connection = new ConnectionImpl(transport(), KeepAliveProvider.HEARTBEAT);
    private final SessionCount count = new SessionCount();
    private final Spare spare = new Spare(connection, new Arriving(), count);

    private Transport transport() {
        var config = new ConfigImpl();
        config.setLoggerFactory(LoggerFactory.DEFAULT);
        return (Transport) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Transport.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getService" -> connection;
                    case "getConfig" -> config;
                    case "getTimeoutMs" -> 1000;
                    case "write" -> {
                        sent.add(((SSHPacket) args[0]).readMessageID());
                        yield 0L;
                    }
                    default -> null;
                });
    }

    private void hostSays(Message message, int channel, int... numbers) throws Exception {
        var packet = new SSHPacket().putUInt32(channel);
        for (int number : numbers) {
            packet.putUInt32(number);
        }
        if (message == Message.CHANNEL_OPEN_FAILURE) {
            packet.putString("no more sessions").putString("");
        }
        connection.handle(message, packet);
    }

    private void hostOpens(int channel) throws Exception {
        hostSays(Message.CHANNEL_OPEN_CONFIRMATION, channel, 70 + channel, 1 << 20, 1 << 15);
    }

    @Test
    void itIsTakenByOneOnly() throws Exception {
        spare.prepare();
        hostOpens(0);

        assertThat(spare.take(LONG)).isNotNull();
        assertThat(spare.take(LONG)).isNull();
    }

    @Test
    void itCountsAsASessionUntilTheHostHasClosedIt() throws Exception {
        spare.prepare();
        assertThat(count.open()).isZero();

        hostOpens(0);
        assertThat(count.open()).isEqualTo(1);

        hostSays(Message.CHANNEL_CLOSE, 0);
        assertThat(count.open()).isZero();
        assertThat(count.most()).isEqualTo(1);
    }

    @Test
    void oneIsAskedForAtATime() {
        spare.prepare();
        spare.prepare();

        assertThat(sent).containsExactly(Message.CHANNEL_OPEN);
    }

    @Test
    void whoComesBeforeTheAnswerWaitsForIt() throws Exception {
        spare.prepare();
        var answer = Thread.ofPlatform().start(() -> {
            try {
                hostOpens(0);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(spare.take(LONG)).isNotNull();
        answer.join();
    }

    @Test
    void aHostThatRefusesOneIsNotAskedAgain() throws Exception {
        spare.prepare();
        hostSays(Message.CHANNEL_OPEN_FAILURE, 0, 4);

        assertThat(spare.take(LONG)).isNull();
        spare.prepare();

        assertThat(sent).containsExactly(Message.CHANNEL_OPEN);
    }

    @Test
    void oneThatTheHostHasClosedIsReplacedAndNotUsed() throws Exception {
        spare.prepare();
        hostOpens(0);
        hostSays(Message.CHANNEL_CLOSE, 0);

        spare.prepare();
        hostOpens(1);

        assertThat(spare.take(LONG)).isNotNull().extracting(SshChannel::getID).isEqualTo(1);
    }

    @Test
    void oneThatTheHostClosesBeforeItIsTakenIsNone() throws Exception {
        spare.prepare();
        hostOpens(0);
        hostSays(Message.CHANNEL_CLOSE, 0);

        assertThat(spare.take(LONG)).isNull();
        assertThat(sent).containsExactly(Message.CHANNEL_OPEN, Message.CHANNEL_CLOSE);
    }

    @Test
    void anAnswerThatComesTooLateOpensNothing() throws Exception {
        spare.prepare();

        assertThatThrownBy(() -> spare.take(Duration.ofMillis(1))).isInstanceOf(InterruptedIOException.class);
        hostOpens(0);

        assertThat(sent).containsExactly(Message.CHANNEL_OPEN, Message.CHANNEL_CLOSE);
    }

    @Test
    void whoTakesTheOneOfABrokenConnectionHearsSo() throws Exception {
        spare.prepare();
        connection.notifyError(new ConnectionException("cut"));

        assertThatThrownBy(() -> spare.take(LONG)).hasMessageContaining("cut");
    }
}

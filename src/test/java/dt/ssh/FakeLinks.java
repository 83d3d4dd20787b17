package dt.ssh;

import dt.remote.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.concurrent.Promise;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.transport.Transport;

/** Makes connections without a network, as told by a test. */
final class FakeLinks {
    private static final ConfigImpl CONFIG = new ConfigImpl();

    static {
        CONFIG.setLoggerFactory(LoggerFactory.DEFAULT);
    }

    final List<One> made = new ArrayList<>();
    /** Whether connections come up by themselves. */
    boolean prompt = true;

    /** One connection, or one that is being made. */
    static final class One implements Making, Carrier {
        private final CompletableFuture<Link> result = new CompletableFuture<>();
        private final boolean prompt;
        volatile boolean running = true;
        volatile boolean closed;
        volatile boolean answers = true;
        volatile int asked;
        /** Packets that were sent. */
        final AtomicInteger written = new AtomicInteger();

        volatile Runnable whileAsked = () -> {};

        One(boolean prompt) {
            this.prompt = prompt;
        }

        @Override
        public void start() {
            if (prompt) {
                come();
            }
        }

        void come() {
            var served = new AtomicReference<ConnectionImpl>();
            var transport = (Transport) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Transport.class},
                    (proxy, method, args) -> switch (method.getName()) {
                        case "getService" -> running && !closed ? served.get() : null;
                        case "getConfig" -> CONFIG;
                        case "getTimeoutMs" -> 1000;
                        case "write" -> (long) written.incrementAndGet();
                        default -> null;
                    });
            var connection = new Asked(transport);
            served.set(connection);
            var report = new Connection("192.0.2.1", 22, "ann", List.of(), false, Duration.ofMillis(1));
            result.complete(new Link(connection, this, report, null, new Arriving()));
        }

        /** Answers, or does not. */
        private final class Asked extends ConnectionImpl {
            Asked(Transport transport) {
                super(transport, KeepAliveProvider.HEARTBEAT);
            }

            @Override
            public Promise<SSHPacket, ConnectionException> sendGlobalRequest(
                    String name, boolean reply, byte[] specifics) {
                asked++;
                whileAsked.run();
                var promise = new Promise<SSHPacket, ConnectionException>(
                        "answer", ConnectionException.chainer, LoggerFactory.DEFAULT);
                if (answers) {
                    promise.deliver(new SSHPacket());
                } else {
                    promise.deliverError(new ConnectionException("no answer"));
                    running = false;
                }
                return promise;
            }
        }

        @Override
        public CompletableFuture<Link> result() {
            return result;
        }

        @Override
        public void abandon() {
            result.cancel(false);
        }

        @Override
        public InputStream input() throws IOException {
            throw new IOException("no network");
        }

        @Override
        public OutputStream output() throws IOException {
            throw new IOException("no network");
        }

        @Override
        public String address() {
            return "192.0.2.1";
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    synchronized Making make(Target target, Pool pool) {
        var one = new One(prompt);
        made.add(one);
        return one;
    }
}

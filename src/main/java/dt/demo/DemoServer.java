package dt.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.random.JceRandomFactory;
import org.apache.sshd.common.random.SingletonRandomFactory;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * The SSH server behind all the hosts: one, listening on an address for each. Which host a client means is told by the
 * address that it connected to.
 */
final class DemoServer implements AutoCloseable {
    private static final int TRIES = 5;
    private static final Duration STOP = Duration.ofSeconds(2);
    private static final int STACK = 256 * 1024;

    private final SshServer server;
    private final ExecutorService threads;

    private DemoServer(SshServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to listen.
     *
     * @param hosts by address
     * @param keys host keys, by address
     * @param let the only key that is let in
     */
    static DemoServer start(Map<String, HostFolder> hosts, Map<String, KeyPair> keys, PublicKey let)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            var demo = make(hosts, keys, let);
            try {
                demo.server.start();
                return demo;
            } catch (BindException taken) {
                // The port that was free on the first address is not on another.
                demo.close();
                if (attempt == TRIES) {
                    throw new IOException(
                            "no port is free on all of " + hosts.size() + " loopback addresses: " + taken.getMessage()
                                    + "; end what listens on 0.0.0.0, or try again",
                            taken);
                }
            } catch (IOException | RuntimeException e) {
                demo.close();
                throw e;
            }
        }
    }

    int port() {
        return server.getPort();
    }

    /** Ends every session, and with it its command. */
    @Override
    public void close() throws IOException {
        server.close(true).await(STOP);
        threads.shutdownNow();
    }

    private static DemoServer make(Map<String, HostFolder> hosts, Map<String, KeyPair> keys, PublicKey let) {
        var threads = Executors.newCachedThreadPool(Thread.ofPlatform()
                .name("demo-command-", 0)
                .daemon()
                .stackSize(STACK)
                .factory());
        // Few algorithms, for a quick start: looking for each of the rest loads its classes.
        var server = ServerBuilder.builder()
                .randomFactory(new SingletonRandomFactory(JceRandomFactory.INSTANCE))
                .keyExchangeFactories(List.of(
                        ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519),
                        ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519_libssh)))
                .signatureFactories(List.of(BuiltinSignatures.ed25519))
                .cipherFactories(List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm, BuiltinCiphers.aes128ctr))
                .macFactories(List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha256))
                .channelFactories(List.of(new DemoChannel.Factory()))
                .build();
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        server.setHost(hosts.keySet().stream().sorted().collect(Collectors.joining(",")));
        server.setPort(0);
        server.setKeyPairProvider(new HostKeys(keys));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, let));
        server.setCommandFactory((channel, line) -> command(hosts, channel, List.of("/bin/sh", "-c", line), threads));
        server.setShellFactory(channel -> command(hosts, channel, List.of("/bin/sh"), threads));
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        // A client may hold back a command for as long as it likes.
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, Duration.ofDays(1));
        return new DemoServer(server, threads);
    }

    private static Command command(
            Map<String, HostFolder> hosts, ChannelSession channel, List<String> words, ExecutorService threads)
            throws IOException {
        var address = address(channel.getSession());
        var host = hosts.get(address);
        if (host == null) {
            throw new IOException("no host listens on " + address);
        }
        return new ShellCommand(host, words, threads);
    }

    private static String address(SessionContext session) {
        return ((InetSocketAddress) session.getLocalAddress()).getAddress().getHostAddress();
    }

    /** Each host shows a key of its own. */
    private record HostKeys(Map<String, KeyPair> byAddress) implements KeyPairProvider {
        @Override
        public Iterable<KeyPair> loadKeys(SessionContext session) {
            var key = byAddress.get(address(session));
            return key == null ? List.of() : List.of(key);
        }
    }
}

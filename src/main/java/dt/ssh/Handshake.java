package dt.ssh;

import dt.remote.RemoteException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.Reader;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.TransportImpl;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.Random;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** Key exchange and host key of one connection, with our own small configuration of sshj. */
final class Handshake implements HostKeyVerifier {
    /** One for all: each new one would ask the system for a seed. */
    private static final Random RANDOM = new JCERandom.Factory().create();

    private static final LoggerFactory SILENT = new LoggerFactory() {
        @Override
        public Logger getLogger(String name) {
            return NOPLogger.NOP_LOGGER;
        }

        @Override
        public Logger getLogger(Class<?> type) {
            return NOPLogger.NOP_LOGGER;
        }
    };

    static {
        // The JDK has all that is offered, several times faster; registering costs half a second.
        SecurityUtils.setRegisterBouncyCastle(false);
    }

    /** Lets a thread of our choice read. */
    private static final class OwnConfig extends ConfigImpl implements Reader.Owner {
        private final ThreadFactory readers;

        OwnConfig(ThreadFactory readers) {
            this.readers = readers;
        }

        @Override
        public Thread reader(Runnable work) {
            return readers.newThread(work);
        }
    }

    private final Target target;
    private final HostKeys.Place place;
    private final Config config;
    private volatile byte[] blob = {};
    private volatile @Nullable RemoteException refusal;
    /** Why the connection ended; whoever writes on it later only hears that it is closed. */
    private volatile @Nullable String death;

    /** @param readers makes the thread that reads the connection */
    Handshake(Target target, @Nullable String address, Computing.Share computing, ThreadFactory readers) {
        this.target = target;
        this.place = new HostKeys.Place(target.place(), address, target.port());
        this.config = config(computing, readers);
    }

    TransportImpl transport() {
        var transport = new TransportImpl(config);
        // Waits end when the carrier is closed, which the attempt's own limit sees to. With any other number the
        // library takes keys that are exchanged anew at once, twice in a row, for a time-out.
        transport.setTimeoutMs(0);
        transport.addHostKeyVerifier(this);
        transport.setDisconnectListener((reason, message) -> death = message);
        return transport;
    }

    /** Returns when the host's key was found good. */
    void exchange(TransportImpl transport) throws TransportException, RemoteException {
        try {
            transport.doKex();
        } catch (TransportException e) {
            var why = refusal;
            if (why != null) {
                throw why;
            }
            var end = death;
            throw end == null ? e : new TransportException(end, e);
        }
    }

    @Override
    public boolean verify(String host, int port, PublicKey key) {
        try {
            target.hostKeys().verify(place, key, blob);
            return true;
        } catch (RemoteException e) {
            refusal = e;
            return false;
        }
    }

    @Override
    public List<String> findExistingAlgorithms(String host, int port) {
        return signatures(target.hostKeys().knownTypes(place));
    }

    /** A key of type ssh-rsa signs with SHA-2, too (RFC 8332). */
    private static List<String> signatures(List<String> types) {
        var names = new ArrayList<String>();
        for (var type : types) {
            if (type.equals("ssh-rsa")) {
                names.addAll(List.of("rsa-sha2-512", "rsa-sha2-256"));
            }
            names.add(type);
        }
        return names;
    }

    private Config config(Computing.Share computing, ThreadFactory readers) {
        var own = new OwnConfig(readers);
        own.setLoggerFactory(SILENT);
        own.setVersion("dt");
        own.setRandomFactory(() -> RANDOM);
        own.setKeepAliveProvider(KeepAliveProvider.HEARTBEAT);
        var algorithms = target.algorithms();
        own.setKeyExchangeFactories(algorithms.kexFactories().stream()
                .<Factory.Named<net.schmizz.sshj.transport.kex.KeyExchange>>map(
                        inner -> WatchedKex.factory(inner, computing, key -> blob = key))
                .toList());
        own.setKeyAlgorithms(algorithms.hostKeyFactories(target.hostKeys().knownTypes(place)));
        own.setCipherFactories(algorithms.cipherFactories());
        own.setMACFactories(algorithms.macFactories());
        own.setCompressionFactories(algorithms.compressionFactories());
        own.setFileKeyProviderFactories(List.of());
        // HostKeys does it, with known_hosts at hand.
        own.setVerifyHostKeyCertificates(false);
        return own;
    }
}

package dt.ssh;

import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.remote.Output;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.UserAuthImpl;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/** Host keys that are all good, and the login of the tests. */
final class Fakes {
    static final HostKeys ALL_GOOD = new HostKeys() {
        @Override
        public List<String> knownTypes(Place place) {
            return List.of();
        }

        @Override
        public void verify(Place place, PublicKey key, byte[] blob) throws RemoteException {
            if (blob.length == 0) {
                throw new RemoteException(Reason.HOSTKEY, "no blob");
            }
        }
    };

    private Fakes() {}

    /** Logs in with a key file, or where there is none with the password "secret". */
    record Key(Path file) implements Credentials {
        @Override
        public Object identity() {
            return String.valueOf(file);
        }

        @Override
        public void login(Transport transport, String user, Service next, Duration limit) throws RemoteException {
            try {
                var loader = new com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile();
                if (file != null) {
                    loader.init(file.toFile());
                }
                var method = file == null
                        ? new AuthPassword(PasswordUtils.createOneOff("secret".toCharArray()))
                        : new AuthPublickey(loader);
                if (!new UserAuthImpl(transport).authenticate(user, next, method, (int) limit.toMillis())) {
                    throw new RemoteException(Reason.AUTH, "the host took no key");
                }
            } catch (UserAuthException e) {
                var late = String.valueOf(e.getMessage()).contains("imeout");
                throw new RemoteException(late ? Reason.TIMEOUT : Reason.CONNECT, String.valueOf(e.getMessage()), e);
            } catch (IOException e) {
                var late = String.valueOf(e.getMessage()).contains("imeout");
                throw new RemoteException(late ? Reason.TIMEOUT : Reason.CONNECT, String.valueOf(e.getMessage()), e);
            }
        }
    }

    static Target target(String address, int port, Path key) {
        return new Target(
                address,
                address,
                port,
                OpenSsh.user(),
                address,
                new Target.Route.Straight(Target.Family.ANY),
                Duration.ofSeconds(10),
                Algorithms.MODERN,
                Map.of(),
                Duration.ZERO,
                3,
                ALL_GOOD,
                new Key(key));
    }

    static Target with(Target t, Target.Route route) {
        return new Target(
                t.name(),
                t.address(),
                t.port(),
                t.user(),
                t.place(),
                route,
                t.limit(),
                t.algorithms(),
                t.environment(),
                t.aliveInterval(),
                t.aliveCountMax(),
                t.hostKeys(),
                t.credentials());
    }

    static Target with(Target t, Duration limit) {
        return new Target(
                t.name(),
                t.address(),
                t.port(),
                t.user(),
                t.place(),
                t.route(),
                limit,
                t.algorithms(),
                t.environment(),
                t.aliveInterval(),
                t.aliveCountMax(),
                t.hostKeys(),
                t.credentials());
    }

    static Target asked(Target t, Duration interval) {
        return new Target(
                t.name(),
                t.address(),
                t.port(),
                t.user(),
                t.place(),
                t.route(),
                t.limit(),
                t.algorithms(),
                t.environment(),
                interval,
                2,
                t.hostKeys(),
                t.credentials());
    }

    static Target with(Target t, Algorithms algorithms) {
        return new Target(
                t.name(),
                t.address(),
                t.port(),
                t.user(),
                t.place(),
                t.route(),
                t.limit(),
                algorithms,
                t.environment(),
                t.aliveInterval(),
                t.aliveCountMax(),
                t.hostKeys(),
                t.credentials());
    }

    static SshSessions sessions(Function<Host, Target> targets) {
        return new SshSessions(targets, SshSessions.Limits.oneShot(), InstantSource.system(), Dialer.Resolver.SYSTEM);
    }

    static SshSessions keeping(Function<Host, Target> targets, InstantSource clock) {
        return new SshSessions(
                targets, new SshSessions.Limits(Duration.ofMinutes(5), 4), clock, Dialer.Resolver.SYSTEM);
    }

    /** Keeps what is printed: both streams together, and each by itself. */
    static final class Kept implements Output {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();

        @Override
        public void stdout(byte[] bytes, int offset, int length) {
            all.write(bytes, offset, length);
            out.write(bytes, offset, length);
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) {
            all.write(bytes, offset, length);
            err.write(bytes, offset, length);
        }

        @Override
        public String toString() {
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    /** Counts and forgets. */
    static final class Counted implements Output {
        volatile long out;
        volatile long err;

        @Override
        public void stdout(byte[] bytes, int offset, int length) {
            out += length;
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) {
            err += length;
        }
    }
}

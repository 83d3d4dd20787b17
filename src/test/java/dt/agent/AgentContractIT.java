package dt.agent;

import dt.fleet.OpenSsh;
import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.LocalRemote;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteContract;
import dt.remote.RemoteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever goes to a command and comes from it goes through client and agent as it is: the C client calls an agent of this
 * process, which runs the command on this machine.
 */
class AgentContractIT extends RemoteContract {
    private static final int TIMED_OUT = 124;
    private static final Path CLIENT = Path.of("target/dt").toAbsolutePath();

    @TempDir
    static Path home;

    private static Agent agent;
    private static Thread serves;

    @BeforeAll
    static void start() throws Exception {
        var only = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var socket = Files.createDirectories(home.resolve("run/dt"), only).resolve("agent");
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        agent = new Agent(version(), new Address(socket), Duration.ofMinutes(9), InstantSource.system(), line -> {});
        serves = Thread.ofPlatform().start(() -> {
            try {
                agent.serve(listener, new OnThisMachine(), now -> Duration.ofMinutes(1), () -> {});
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @AfterAll
    static void stop() throws Exception {
        agent.retire("the test is over");
        serves.join();
    }

    /** As the client has it: version and build of what it would run. */
    private static String version() throws Exception {
        var jar = CLIENT.resolveSibling("dt.jar");
        var built = Files.getLastModifiedTime(jar).toInstant();
        var version =
                OpenSsh.run(List.of(CLIENT.toString(), "--version")).strip().substring(3);
        return "%s %d.%09d %d".formatted(version, built.getEpochSecond(), built.getNano(), Files.size(jar));
    }

    /** Runs a line with the shell of this machine; words: milliseconds it may run, or 0, and the line. */
    private static final class OnThisMachine implements Program {
        @Override
        public Optional<String> aloneBecause(List<String> words, Caller caller) {
            return Optional.empty();
        }

        @Override
        public int run(List<String> words, Caller caller) {
            long millis = Long.parseLong(words.getFirst());
            try (var remote = new LocalRemote(caller.env(), caller.folder())) {
                Runnable end = remote::close;
                caller.ending().then(signal -> {
                    end.run();
                    return true;
                });
                var limit = millis == 0 ? null : Duration.ofMillis(millis);
                var command = new Command(words.getLast(), caller::in, limit, Map.of());
                return switch (remote.run(command, new To(caller.out(), caller.err()))) {
                    case Exit.Status(var code) -> code;
                    case Exit.Signal(var name) -> 128 + (name.equals("KILL") ? 9 : 15);
                    case Exit.TimedOut timedOut -> TIMED_OUT;
                };
            } catch (RemoteException | InterruptedException e) {
                return 1;
            }
        }
    }

    private record To(OutputStream out, OutputStream err) implements Output {
        @Override
        public void stdout(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.flush();
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) throws IOException {
            err.write(bytes, offset, length);
            err.flush();
        }
    }

    @Override
    protected Remote remote() {
        return new ByClient();
    }

    /** A call of the client for each command. */
    private static final class ByClient implements Remote {
        private final Object order = new Object();
        private volatile Process client;
        private volatile boolean closed;

        @Override
        public Connection connect() {
            return new Connection("localhost", 0, "", List.of(), true, Duration.ZERO);
        }

        @Override
        public Exit run(Command command, Output output) throws RemoteException, InterruptedException {
            var limit = command.timeout();
            var builder =
                    new ProcessBuilder(CLIENT.toString(), "" + (limit == null ? 0 : limit.toMillis()), command.line());
            builder.environment().clear();
            builder.environment().putAll(command.environment());
            builder.environment().put("PATH", "/usr/bin:/bin");
            builder.environment().put("HOME", home.toString());
            builder.environment().put("XDG_RUNTIME_DIR", home.resolve("run").toString());
            output.sending();
            try {
                client = builder.start();
                var input = Thread.ofPlatform().daemon().start(() -> feed(command, client));
                var err = Thread.ofPlatform().daemon().start(() -> drain(client.getErrorStream(), output, true));
                try {
                    drain(client.getInputStream(), output, false);
                    err.join();
                    int status = client.waitFor();
                    input.interrupt();
                    if (closed) {
                        throw RemoteException.ended("the command was ended from here");
                    }
                    return exit(status, limit);
                } catch (InterruptedException e) {
                    close();
                    throw e;
                }
            } catch (IOException e) {
                throw new RemoteException(RemoteException.Reason.CONNECT, "no client", e);
            }
        }

        private static Exit exit(int status, Duration limit) {
            return switch (status) {
                case TIMED_OUT -> new Exit.TimedOut(limit);
                case 128 + 9 -> new Exit.Signal("KILL");
                case 128 + 15 -> new Exit.Signal("TERM");
                default -> new Exit.Status(status);
            };
        }

        private static void feed(Command command, Process client) {
            try (var from = command.input().open();
                    var to = client.getOutputStream()) {
                from.transferTo(to);
            } catch (IOException notRead) {
                // A command need not read its input.
            }
        }

        private void drain(InputStream from, Output output, boolean error) {
            var piece = new byte[32 << 10];
            try {
                for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
                    synchronized (order) {
                        if (error) {
                            output.stderr(piece, 0, n);
                        } else {
                            output.stdout(piece, 0, n);
                        }
                    }
                    if (Thread.currentThread().isInterrupted()) {
                        throw new InterruptedIOException();
                    }
                }
            } catch (IOException ended) {
                // The client has gone, or its reader.
            }
        }

        /** As a person ends it. */
        @Override
        public void close() {
            closed = true;
            if (client != null) {
                client.destroy();
            }
        }
    }
}

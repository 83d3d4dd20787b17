package dt.cli;

import dt.module.UsageException;
import dt.web.Door;
import dt.web.Fleet;
import dt.web.Grid;
import dt.web.Keys;
import dt.web.PageServer;
import dt.web.RunBook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the options say about where the page is to be had, and for whom. */
final class WebDoor {
    /** The same from start to start, so that a page that is open finds dt again. */
    private static final int PORT = 7327;

    private static final int KEY_BYTES = 32;
    private static final int SHORTEST_TOKEN = 16;

    private final Call call;
    private @Nullable Door door;

    WebDoor(Call call) {
        this.call = call;
    }

    /** The door as the options want it. */
    Door open() throws UsageException, IOException {
        var address = address();
        var cert = call.options().text(Flag.CERT);
        var key = call.options().text(Flag.KEY);
        var tokens = call.options().text(Flag.TOKEN_FILE);
        if (cert.isPresent() != key.isPresent()) {
            throw new UsageException("--cert and --key go together: a certificate and its private key");
        }
        if (!address.isLoopbackAddress() && (cert.isEmpty() || tokens.isEmpty())) {
            throw new UsageException("--listen " + address.getHostAddress()
                    + " is not this machine alone; it takes --cert FILE, --key FILE and --token-file FILE");
        }
        var secret = key();
        var keys = tokens.isEmpty()
                ? Keys.ofOne(System.getProperty("user.name", "?"), secret)
                : Keys.of(tokens(call.caller().folder().resolve(tokens.get())), secret);
        var tls = cert.isEmpty()
                ? null
                : WebTls.read(
                        call.caller().folder().resolve(cert.get()),
                        call.caller().folder().resolve(key.orElseThrow()));
        var made = new Door(
                address,
                asked() < 0 ? PORT : asked(),
                tls == null ? Set.of() : tls.names(),
                tls == null ? null : tls.context(),
                keys);
        door = made;
        return made;
    }

    /** Opens it; where nobody asked for a port and the usual one is taken, at another. */
    int port(PageServer server, Fleet fleet, Grid grid, RunBook runs) throws IOException {
        var usual = java.util.Objects.requireNonNull(door);
        try {
            return server.open(usual, fleet, grid, runs);
        } catch (IOException e) {
            if (asked() >= 0) {
                throw new IOException(e.getMessage() + "; choose another --port", e);
            }
            return server.open(
                    new Door(usual.address(), 0, usual.names(), usual.tls(), usual.keys()), fleet, grid, runs);
        }
    }

    /** The port that was asked for, or -1. */
    private int asked() {
        return call.options().text(Flag.PORT).map(Integer::parseInt).orElse(-1);
    }

    private InetAddress address() throws UsageException {
        var port = call.options().text(Flag.PORT);
        if (port.isPresent() && (!port.get().matches("\\d{1,5}") || Integer.parseInt(port.get()) > 65535)) {
            throw new UsageException("--port takes a number from 0 to 65535, not \"" + port.get() + "\"");
        }
        var listen = call.options().text(Flag.LISTEN).orElse("127.0.0.1");
        try {
            return InetAddress.ofLiteral(listen);
        } catch (IllegalArgumentException e) {
            return named(listen);
        }
    }

    private static InetAddress named(String name) throws UsageException {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new UsageException("--listen takes an address of this machine, not \"" + name + "\"");
        }
    }

    /** NAME TOKEN a line; a file that others can read says nothing secret. */
    private static Map<String, String> tokens(Path file) throws UsageException {
        var tokens = new LinkedHashMap<String, String>();
        try {
            var mode = Files.getPosixFilePermissions(file);
            if (mode.stream().anyMatch(p -> !p.name().startsWith("OWNER"))) {
                throw new UsageException(file + " can be read by others than its owner; chmod 600 it");
            }
            int number = 0;
            for (var line : Files.readAllLines(file)) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                var words = line.strip().split("\\s+");
                if (words.length != 2 || words[1].length() < SHORTEST_TOKEN) {
                    throw new UsageException(file + ":" + number + ": a name and a token of " + SHORTEST_TOKEN
                            + " characters or more are needed; openssl rand -hex 24 makes one");
                }
                tokens.put(words[0], words[1]);
            }
        } catch (IOException e) {
            throw new UsageException("cannot read the tokens: " + e.getMessage() + "; --token-file takes a file with a"
                    + " line NAME TOKEN for each person");
        }
        if (tokens.isEmpty()) {
            throw new UsageException(file + " has no token; write a line NAME TOKEN for each person");
        }
        return tokens;
    }

    /** What cookies are made with; kept, for the user's eyes only, so that they outlive this process. */
    private byte[] key() throws IOException {
        var folder = call.caller().state();
        var file = folder.resolve("web.key");
        if (Files.isRegularFile(file)) {
            var kept = Files.readAllBytes(file);
            if (kept.length == KEY_BYTES) {
                return kept;
            }
        }
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var written = Files.createTempFile(folder, ".web", ".key");
        Files.write(written, key);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }
}

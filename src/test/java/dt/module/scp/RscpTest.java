package dt.module.scp;

import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.module.Collected;
import dt.module.Outcome;
import dt.module.Request;
import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.Input;
import dt.remote.LocalRemote;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies from this machine as a host. */
@Timeout(60)
class RscpTest {
    private static final Host WEB = Host.named("web1");
    private static final Host DB = Host.named("db1");

    @TempDir
    Path here;

    @TempDir
    Path there;

    private Collected printed = new Collected();

    /** Where the host has its programs. */
    String path() throws IOException {
        return "/usr/bin:/bin";
    }

    private Outcome on(Remote remote, List<Host> hosts, String... words) throws Exception {
        printed = new Collected();
        try (var job = new Rscp(here, _ -> Optional.empty()).prepare(new Request(List.of(words), Input.EMPTY, null))) {
            job.begin(hosts);
            Outcome last = new Outcome.Okay();
            for (var host : hosts) {
                last = job.on(host, remote, printed);
            }
            return last;
        }
    }

    private String copies(List<Host> hosts, String... words) throws Exception {
        try (var remote = new LocalRemote(Map.of("HOME", there.toString(), "PATH", path()), there)) {
            assertThat(on(remote, hosts, words)).as(err()).isEqualTo(new Outcome.Okay());
        }
        return new String(printed.out(), StandardCharsets.UTF_8).strip();
    }

    private String err() {
        return new String(printed.err(), StandardCharsets.UTF_8).strip();
    }

    private List<String> names() throws Exception {
        try (Stream<Path> all = Files.walk(here)) {
            return all.filter(p -> !Files.isDirectory(p))
                    .map(p -> here.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void fromOneHostTheDestinationIsAsWithScp() throws Exception {
        Files.writeString(there.resolve("a b"), "hello");

        assertThat(copies(List.of(WEB), "a b", "x")).isEqualTo("1 fetched, 0 unchanged, 5 bytes");
        copies(List.of(WEB), "~/a b", "new/");

        assertThat(names()).containsExactly("new/a b", "x");
        assertThat(here.resolve("x")).hasContent("hello");
    }

    @Test
    void fromSeveralEachHostGetsAFolder() throws Exception {
        Files.writeString(there.resolve("f"), "x");

        copies(List.of(WEB, DB), "f", "all");
        copies(List.of(WEB, DB), "f", "named-%h.txt");

        assertThat(names()).containsExactly("all/db1/f", "all/web1/f", "named-db1.txt", "named-web1.txt");
    }

    @Test
    void hostsThatShareANameHaveFoldersOfTheirOwn() throws Exception {
        Files.writeString(there.resolve("f"), "x");
        var root = WEB.as("root@web1", WEB.login().with("root", null));
        var port = WEB.as("web1:2222", WEB.login().with(null, 2222));

        copies(List.of(root, port, DB), "f", "all");

        assertThat(names()).containsExactly("all/db1/f", "all/root@web1/f", "all/web1:2222/f");
    }

    @Test
    void aPipeOrDeviceHereIsNeverReplaced() throws Exception {
        Files.writeString(there.resolve("f"), "x");
        var pipe = here.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        try (var remote = new LocalRemote(Map.of("HOME", there.toString(), "PATH", path()), there)) {
            assertThat(on(remote, List.of(WEB), "f", "pipe")).isEqualTo(new Outcome.Failed(1));
        }

        assertThat(err())
                .isEqualTo("cannot write here: " + pipe + " is neither file nor folder here; name another place");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    void theHostExpandsPatterns() throws Exception {
        for (var name : List.of("a 1.log", "b.log", "c.txt", "*")) {
            Files.writeString(there.resolve(name), name);
        }

        copies(List.of(WEB), "*.log", "logs");
        copies(List.of(WEB), "*", "star");

        assertThat(names()).containsExactly("logs/a 1.log", "logs/b.log", "star/*");
    }

    @Test
    void foldersComeWithLinksModesTimesAndOddNames() throws Exception {
        Files.createDirectories(there.resolve("tree/sub"));
        var odd = List.of("new\nline", "\u00ff\u00fe", "-rf", "y".repeat(180));
        for (var name : odd) {
            Files.writeString(Names.below(there.resolve("tree/sub"), name), name);
        }
        Files.createSymbolicLink(there.resolve("tree/link"), Path.of("sub"));
        var then = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
        var file = Files.writeString(there.resolve("tree/f"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-x--x"));
        Files.setLastModifiedTime(file, then);
        Files.setLastModifiedTime(there.resolve("tree/sub"), then);

        copies(List.of(WEB), "-r", "-p", "tree", "t");

        for (var name : odd) {
            assertThat(Names.below(here.resolve("t/sub"), name)).hasContent(name);
        }
        assertThat(Files.readSymbolicLink(here.resolve("t/link"))).isEqualTo(Path.of("sub"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(here.resolve("t/f"))))
                .isEqualTo("r--r-x--x");
        assertThat(Files.getLastModifiedTime(here.resolve("t/f"))).isEqualTo(then);
        assertThat(Files.getLastModifiedTime(here.resolve("t/sub"))).isEqualTo(then);
        assertThat(copies(List.of(WEB), "-rp", "tree", ".")).startsWith("6 fetched");
        assertThat(copies(List.of(WEB), "-rp", "tree", ".")).startsWith("1 fetched, 5 unchanged");
    }

    @Test
    void whatIsNotThereIsSaidAndNothingIsLeft() throws Exception {
        try (var remote = new LocalRemote(Map.of("PATH", path()), there)) {
            assertThat(on(remote, List.of(WEB), "missing", "x")).isEqualTo(new Outcome.Failed(1));
            assertThat(err()).isEqualTo("dt: there is no missing");
            assertThat(on(remote, List.of(WEB), ".", "x")).isEqualTo(new Outcome.Failed(1));
            assertThat(err()).isEqualTo("dt: . is a folder; add -r");
        }
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void aFileThatChangesWhileItIsFetchedNeverArrives() throws Exception {
        Files.writeString(here.resolve("log"), "old");
        var log = Files.write(there.resolve("log"), new byte[20_000_000]);
        var done = new AtomicBoolean();
        var writer = Thread.ofPlatform().start(() -> {
            try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
                // In its middle: neither its size nor the end of what is read tells of it.
                while (!done.get()) {
                    file.write(ByteBuffer.wrap(new byte[] {1}), 10_000_000);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        try (var remote = new LocalRemote(Map.of("PATH", path()), there)) {
            assertThat(on(remote, List.of(WEB), "log", "log")).isEqualTo(new Outcome.Failed(1));
        } finally {
            done.set(true);
            writer.join();
        }

        assertThat(err()).contains("log: file changed as ");
        assertThat(here.resolve("log")).hasContent("old");
        assertThat(names()).containsExactly("log");
    }

    /** A host that sends whatever it likes. */
    private record Hostile(byte[] archive) implements Remote {
        @Override
        public Connection connect() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Exit run(Command command, Output output) throws RemoteException {
            try {
                output.stdout(archive, 0, archive.length);
            } catch (java.io.IOException e) {
                throw new RemoteException(RemoteException.Reason.UNKNOWN, "the output could not be taken", e);
            }
            return new Exit.Status(0);
        }

        @Override
        public void close() {}
    }

    private static byte[] archive(boolean whole, String... typeNameTarget) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < typeNameTarget.length; i += 3) {
            all.writeBytes(TarHeader.of(
                    typeNameTarget[i].charAt(0),
                    typeNameTarget[i + 1],
                    typeNameTarget[i + 2],
                    0,
                    0644,
                    TarHeader.Owner.ROOT,
                    0));
        }
        all.writeBytes(new byte[whole ? 1024 : 0]);
        return all.toByteArray();
    }

    @Test
    void nothingThatAHostSendsLeavesTheFolder() throws Exception {
        var outside = Files.createDirectory(here.resolve("outside"));
        for (var archive : List.of(
                archive(true, "0", "../outside/x", ""),
                archive(true, "0", "a/../../outside/x", ""),
                archive(true, "2", "link", outside.toString(), "0", "link/x", ""),
                archive(true, "1", "x", "../../secret"))) {
            assertThat(on(new Hostile(archive), List.of(WEB), "f", "into/")).isEqualTo(new Outcome.Failed(1));
            assertThat(err()).startsWith("cannot write here: the host sent");
        }
        assertThat(on(new Hostile(archive(true, "0", "/outside/x", "")), List.of(WEB), "f", "into/"))
                .isEqualTo(new Outcome.Okay());

        assertThat(outside).isEmptyDirectory();
        assertThat(names()).containsExactly("into/outside/x");
    }

    @Test
    void anArchiveWithoutItsEndIsNotTaken() throws Exception {
        assertThat(on(new Hostile(archive(false, "0", "x", "")), List.of(WEB), "x", "into/"))
                .isEqualTo(new Outcome.Failed(1));

        assertThat(err()).contains("did not come whole");
        assertThat(names()).isEmpty();
    }

    @Test
    void noiseIsNoArchive() throws Exception {
        var noise = "Welcome to this host, it is friendly! ".repeat(40).getBytes(StandardCharsets.UTF_8);

        assertThat(on(new Hostile(noise), List.of(WEB), "x", "into/")).isEqualTo(new Outcome.Failed(1));

        assertThat(err()).contains("no tar archive: Welcome");
    }
}

package dt.module.scp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.inventory.Host;
import dt.module.Collected;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Input;
import dt.remote.LocalRemote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies to this machine as a host: its shell, tar and coreutils are those of a host. */
@Timeout(60)
class ScpTest {
    private static final Host HOST = Host.named("web1");

    @TempDir
    Path here;

    @TempDir
    Path there;

    private Collected printed = new Collected();

    /** Where the host has its programs. */
    String path() throws IOException {
        return "/usr/bin:/bin";
    }

    private Job job(String... words) throws UsageException {
        return new Scp(here, _ -> Optional.empty()).prepare(new Request(List.of(words), Input.EMPTY, null));
    }

    private Outcome on(Job job) throws Exception {
        printed = new Collected();
        var environment = Map.of("HOME", there.toString(), "PATH", path());
        try (job;
                var remote = new LocalRemote(environment, there)) {
            return job.on(HOST, remote, printed);
        }
    }

    private String copies(String... words) throws Exception {
        var outcome = on(job(words));
        assertThat(outcome).as(new String(printed.err())).isEqualTo(new Outcome.Okay());
        return new String(printed.out(), StandardCharsets.UTF_8).strip();
    }

    private String fails(String... words) throws Exception {
        assertThat(on(job(words))).isInstanceOf(Outcome.Failed.class);
        return new String(printed.err(), StandardCharsets.UTF_8).strip();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(there)) {
            return all.filter(p -> !p.equals(there))
                    .map(p -> there.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFileGetsItsNewName() throws Exception {
        Files.writeString(here.resolve("a"), "hello");

        assertThat(copies("a", "b")).isEqualTo("1 sent, 0 unchanged, 5 bytes");

        assertThat(there.resolve("b")).hasContent("hello");
        assertThat(names()).containsExactly("b");
    }

    @Test
    void filesGoIntoAFolderThatExists() throws Exception {
        Files.writeString(here.resolve("a"), "1");
        Files.writeString(here.resolve("b"), "22");
        Files.createDirectory(there.resolve("d e"));

        copies("a", "b", "~/d e/");

        assertThat(names()).containsExactly("d e", "d e/a", "d e/b");
    }

    /** People measure a line by scp to /dev/null; a rename by root would put a file in the place of the device. */
    @Test
    void whatIsNeitherFileNorFolderIsNeverReplaced() throws Exception {
        Files.createDirectory(here.resolve("d"));
        Files.writeString(here.resolve("d/a"), "1");
        Files.createDirectories(there.resolve("e/d"));
        for (var pipe : List.of("pipe", "e/d/a")) {
            assertThat(new ProcessBuilder("mkfifo", there.resolve(pipe).toString())
                            .start()
                            .waitFor())
                    .isZero();
        }
        Files.createSymbolicLink(there.resolve("link"), Path.of("pipe"));

        assertThat(fails("d/a", "pipe")).isEqualTo("pipe is neither file nor folder there; name another place");
        assertThat(fails("d/a", "link")).isEqualTo("link is neither file nor folder there; name another place");
        assertThat(fails("-r", "d", "e")).isEqualTo("d/a in e is neither file nor folder there; name another place");
        for (var pipe : List.of("pipe", "e/d/a")) {
            assertThat(Files.readAttributes(there.resolve(pipe), BasicFileAttributes.class)
                            .isOther())
                    .isTrue();
        }
        assertThat(names()).containsExactly("e", "e/d", "e/d/a", "link", "pipe");
    }

    @Test
    void whatIsUnchangedIsNotSentAgain() throws Exception {
        Files.writeString(here.resolve("a"), "one");
        Files.writeString(here.resolve("b"), "two");
        copies("a", "b", there.toString());
        Files.writeString(here.resolve("b"), "TWO");

        assertThat(copies("a", "b", there.toString())).isEqualTo("1 sent, 1 unchanged, 3 bytes");
        assertThat(copies("a", there.resolve("a").toString())).isEqualTo("0 sent, 1 unchanged, 0 bytes");

        assertThat(there.resolve("b")).hasContent("TWO");
    }

    @Test
    void aFolderComesWithAllThatItHolds() throws Exception {
        Files.createDirectories(here.resolve("tree/empty"));
        Files.createDirectories(here.resolve("tree/a/b"));
        Files.writeString(here.resolve("tree/a/b/.hidden"), "x");
        Files.createSymbolicLink(here.resolve("tree/link"), Path.of("a/b"));
        Files.createSymbolicLink(here.resolve("tree/broken"), Path.of("/nowhere/ü"));

        copies("-r", "tree", "new");
        copies("-r", "tree", "new");

        assertThat(names()).contains("new/a/b/.hidden", "new/empty", "new/link", "new/broken", "new/tree/a/b/.hidden");
        assertThat(Files.readSymbolicLink(there.resolve("new/link"))).isEqualTo(Path.of("a/b"));
        assertThat(Files.readSymbolicLink(there.resolve("new/broken"))).isEqualTo(Path.of("/nowhere/ü"));
    }

    @Test
    void aNewFolderHasTheModesOfTheOneHere() throws Exception {
        Files.createDirectories(here.resolve("tree/closed"));
        Files.writeString(here.resolve("tree/closed/f"), "x");
        mode(here.resolve("tree/closed/f"), "r--r-----");
        mode(here.resolve("tree/closed"), "r-xr-x---");
        mode(here.resolve("tree"), "r-xr-x---");

        copies("-r", "tree", "new");
        copies("-r", "tree", ".");

        for (var top : List.of("new", "tree")) {
            assertThat(mode(there.resolve(top))).isEqualTo("r-xr-x---");
            assertThat(mode(there.resolve(top + "/closed"))).isEqualTo("r-xr-x---");
            assertThat(mode(there.resolve(top + "/closed/f"))).isEqualTo("r--r-----");
        }
    }

    @Test
    void aFolderWithoutRIsAMistake() throws Exception {
        Files.createDirectory(here.resolve("tree"));

        assertThatThrownBy(() -> job("tree", "x"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("add -r");
        assertThatThrownBy(() -> job("missing", "x")).hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> job("only")).hasMessageContaining("SRC... DST");
    }

    @Test
    void anyBytesAreAName() throws Exception {
        var odd = List.of(
                "a b", "new\nline", "tab\there", "quote'\"\\", "-rf", "*", "$HOME", "\u00ff\u00fe", "x".repeat(200));
        Files.createDirectory(here.resolve("tree"));
        for (var name : odd) {
            Files.writeString(Names.below(here.resolve("tree"), name), name);
        }

        assertThat(copies("-r", "tree", "t")).startsWith(odd.size() + " sent");
        assertThat(copies("-r", "tree/", ".")).startsWith(odd.size() + " sent");
        assertThat(copies("-r", "tree", ".")).startsWith("0 sent, " + odd.size() + " unchanged");

        for (var name : odd) {
            assertThat(Names.below(there.resolve("t"), name)).hasContent(name);
        }
    }

    @Test
    void withPModesAndTimesAreThoseOfTheSource() throws Exception {
        Files.createDirectory(here.resolve("tree"));
        var file = Files.writeString(here.resolve("tree/f"), "x");
        mode(file, "rwxr-x--x");
        mode(here.resolve("tree"), "rwxr-x---");
        var then = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
        Files.setLastModifiedTime(file, then);
        Files.setLastModifiedTime(here.resolve("tree"), then);

        copies("-r", "-p", "tree", "t");

        assertThat(mode(there.resolve("t/f"))).isEqualTo("rwxr-x--x");
        assertThat(mode(there.resolve("t"))).isEqualTo("rwxr-x---");
        assertThat(Files.getLastModifiedTime(there.resolve("t/f"))).isEqualTo(then);
        assertThat(Files.getLastModifiedTime(there.resolve("t"))).isEqualTo(then);
        assertThat(copies("-rp", "tree/f", "t")).isEqualTo("0 sent, 1 unchanged, 0 bytes");
    }

    @Test
    void withoutPAnExistingFileKeepsItsMode() throws Exception {
        mode(Files.writeString(here.resolve("secret"), "new"), "rw-r--r--");
        mode(Files.writeString(there.resolve("secret"), "old"), "rw-------");

        copies("secret", "secret");

        assertThat(there.resolve("secret")).hasContent("new");
        assertThat(mode(there.resolve("secret"))).isEqualTo("rw-------");
    }

    @Test
    void aLinkAtTheDestinationIsFollowed() throws Exception {
        Files.writeString(here.resolve("f"), "new");
        Files.createDirectory(there.resolve("real"));
        Files.writeString(there.resolve("real/file"), "old");
        Files.createSymbolicLink(there.resolve("link"), Path.of("real/file"));

        copies("f", "link");

        assertThat(there.resolve("link")).isSymbolicLink();
        assertThat(there.resolve("real/file")).hasContent("new");
    }

    @Test
    void aFileThatChangesWhileItIsSentNeverArrives() throws Exception {
        Files.write(here.resolve("log"), new byte[3000]);
        var job = job("log", "log");
        Files.write(here.resolve("log"), new byte[2000]);
        Files.writeString(there.resolve("log"), "old");

        assertThat(on(job)).isEqualTo(new Outcome.Failed(1));

        assertThat(new String(printed.err())).contains("changed while it was sent");
        assertThat(there.resolve("log")).hasContent("old");
        assertThat(names()).containsExactly("log");
    }

    @Test
    void theBytesThatTravelAreCounted() throws Exception {
        Files.write(here.resolve("log"), new byte[3000]);
        var job = job("log", "log");

        on(job);

        assertThat(job.bytesMoved()).isEqualTo(3000);
    }

    @Test
    void whatCannotGoThereIsSaid() throws Exception {
        Files.writeString(here.resolve("a"), "1");
        Files.writeString(here.resolve("b"), "1");
        Files.writeString(there.resolve("file"), "1");
        Files.createDirectory(there.resolve("a"));

        assertThat(fails("a", "b", "nothing")).isEqualTo("there is no folder nothing; make it first");
        assertThat(fails("a", "b", "file")).isEqualTo("file is a file there; name a folder");
        assertThat(fails("a", "nothing/x")).isEqualTo("dt: there is no folder nothing; make it first");
        assertThat(fails("a", ".")).contains("cannot overwrite directory");
        assertThat(names()).containsExactly("a", "file");
    }

    /** How many files are a lot. */
    int many() {
        return 1000;
    }

    @Test
    void manyFilesAreOneStream() throws Exception {
        Files.createDirectory(here.resolve("many"));
        for (int i = 0; i < many(); i++) {
            Files.writeString(here.resolve("many/file-" + i), "content of " + i);
        }

        assertThat(copies("-r", "many", "copy")).startsWith(many() + " sent");
        assertThat(names()).hasSize(many() + 1);
        assertThat(there.resolve("copy/file-99")).hasContent("content of 99");
    }
}

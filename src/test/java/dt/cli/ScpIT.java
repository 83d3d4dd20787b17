package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.fleet.SudoHosts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies over a real sshd that has no sftp subsystem, for users of their own. */
@Timeout(240)
class ScpIT {
    @TempDir
    static Path folder;

    static SudoHosts hosts;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        hosts = SudoHosts.start(folder.resolve("sudo"));
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    private int dt(String... words) throws Exception {
        var all = new ArrayList<>(List.of("-F", hosts.config().toString(), "-D", "/dev/null", "-q", "-T", "60"));
        all.addAll(List.of(words));
        var prompt = new Prompt() {
            @Override
            public Optional<char[]> secret(String question) {
                return Optional.of(SudoHosts.PASSWORD.toCharArray());
            }

            @Override
            public Optional<String> line(String question) {
                return Optional.empty();
            }
        };
        out.reset();
        return Dt.run(
                all,
                new Surroundings(
                        Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin", "TMPDIR", "/tmp"),
                        folder,
                        new ByteArrayInputStream(new byte[0]),
                        out,
                        new ByteArrayOutputStream(),
                        Terminal.NONE,
                        prompt,
                        new Interrupt()));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path home(String user) {
        return hosts.folder().resolve("home-" + user);
    }

    @Test
    void aCopyThereAndBackIsTheSame() throws Exception {
        var tree = Files.createDirectories(folder.resolve("tree/sub"));
        Files.writeString(tree.resolve("a b\nc"), "odd");
        Files.write(tree.resolve("big"), new byte[3_000_000]);

        assertThat(dt("-o", "json", "free@127.0.0.1", "scp", "-rp", "tree", "copy"))
                .as(printed())
                .isZero();
        assertThat(printed()).contains("\"files_sent\":2", "\"files_unchanged\":0", "\"bytes_sent\":3000003");
        assertThat(dt("free@127.0.0.[1-3]", "rscp", "-rp", "copy", "back"))
                .as(printed())
                .isZero();
        assertThat(dt("-o", "json", "free@127.0.0.1", "rscp", "-rp", "copy", "one"))
                .as(printed())
                .isZero();
        assertThat(printed()).contains("\"files_fetched\":2", "\"files_unchanged\":0", "\"bytes_fetched\":3000003");
        assertThat(dt("-o", "json", "free@127.0.0.1", "rscp", "-rp", "copy/.", "one"))
                .as(printed())
                .isZero();
        assertThat(printed()).contains("\"files_fetched\":0", "\"files_unchanged\":2", "\"bytes_fetched\":0");

        OpenSsh.run(List.of(
                "diff",
                "-r",
                folder.resolve("tree").toString(),
                folder.resolve("back/127.0.0.3/copy").toString()));
        assertThat(Files.getAttribute(home("free").resolve("copy/sub/big"), "unix:uid"))
                .isEqualTo(64001);
    }

    @Test
    void filesOfRootGoThroughSudo() throws Exception {
        Files.writeString(folder.resolve("conf"), "new");
        var place = Files.createDirectories(hosts.folder().resolve("etc"));
        Files.writeString(place.resolve("conf"), "old");
        Files.setPosixFilePermissions(place.resolve("conf"), PosixFilePermissions.fromString("rw-------"));
        Files.setAttribute(place.resolve("conf"), "unix:gid", 64003);

        assertThat(dt("asked@127.0.0.1", "scp", "conf", place.toString())).isEqualTo(1);
        assertThat(printed()).contains("ermission denied");
        assertThat(dt("asked@127.0.0.1", "scp", "--sudo", "conf", place.toString()))
                .as(printed())
                .isZero();
        assertThat(dt("asked@127.0.0.1", "rscp", "--sudo", place + "/conf", "fetched"))
                .as(printed())
                .isZero();

        assertThat(place.resolve("conf")).hasContent("new");
        assertThat(folder.resolve("fetched")).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.resolve("conf"))))
                .isEqualTo("rw-------");
        assertThat(Files.getAttribute(place.resolve("conf"), "unix:gid")).isEqualTo(64003);
    }

    @Test
    void aFullDiskLeavesWhatWasThere() throws Exception {
        Files.write(folder.resolve("large"), new byte[5_000_000]);
        dt("free@127.0.0.1", "ssh", "echo old >" + hosts.small() + "/large");

        assertThat(dt("free@127.0.0.1", "scp", "large", hosts.small() + "/large"))
                .isEqualTo(1);

        assertThat(printed()).contains("No space left on device");
        dt("free@127.0.0.1", "ssh", "cd " + hosts.small() + " && ls -A && cat large");
        assertThat(printed()).isEqualTo("okay::dt:ssh:free@127.0.0.1:large\\nold\n");
    }

    @Test
    void aConnectionLostInTheMiddleLeavesNothingAtTheFinalName() throws Exception {
        var large = folder.resolve("huge");
        try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(4L << 30);
        }
        Files.writeString(home("stranger").resolve("huge"), "old");
        var status = new int[1];
        var copy = Thread.ofPlatform().start(() -> {
            try {
                status[0] = dt("stranger@127.0.0.1", "scp", "huge", "huge");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await(() -> !staged("stranger").isEmpty());
        hosts.cut();
        copy.join();

        assertThat(status[0]).isEqualTo(1);
        assertThat(printed()).contains("unknown: ");
        await(() -> staged("stranger").isEmpty());
        assertThat(home("stranger").resolve("huge")).hasContent("old");
        Files.delete(large);
    }

    @Test
    void aFullDiskHereLeavesWhatWasThere() throws Exception {
        Files.write(home("free").resolve("much"), new byte[5_000_000]);

        var said = alone(
                List.of(
                        "unshare",
                        "--mount",
                        "--propagation",
                        "private",
                        "sh",
                        "-c",
                        "mkdir -p disk && mount -t tmpfs -o size=1m tmpfs disk && echo old >disk/much && \"$@\"; "
                                + "echo status=$?; ls -A disk; cat disk/much",
                        "sh"),
                "free@127.0.0.1",
                "rscp",
                "much",
                "disk/much");

        assertThat(said)
                .hasSize(4)
                .startsWith("fail::dt:rscp:free@127.0.0.1:cannot write here: No space left on device", "status=1")
                .endsWith("much", "old");
    }

    @Test
    void whatMayNotBeReadOrWrittenIsSaidAndNothingIsDone() throws Exception {
        // Without these even root is bound by the modes of files.
        var bound = List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");
        var closed = Files.createDirectory(folder.resolve("closed"));
        Files.writeString(closed.resolve("key"), "old");
        Files.setPosixFilePermissions(closed.resolve("key"), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        var ofRoot = Files.writeString(home("stranger").resolve("of-root"), "secret");
        Files.setPosixFilePermissions(ofRoot, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(home("stranger").resolve("open"), "open");

        assertThat(alone(bound, "free@127.0.0.1", "scp", "closed/key", "key")).isEmpty();
        assertThat(folder.resolve("stderr"))
                .hasContent("dt: cannot read closed/key: permission denied: " + closed + "/key; check the name");
        assertThat(home("free").resolve("key")).doesNotExist();
        assertThat(alone(bound, "stranger@127.0.0.1", "rscp", "open", "closed/key"))
                .containsExactly("fail::dt:rscp:stranger@127.0.0.1:cannot write here: permission denied: " + closed);
        assertThat(dt("stranger@127.0.0.1", "rscp", "open", "of-root", "taken/"))
                .isEqualTo(1);
        assertThat(printed()).contains("of-root", "Permission denied");
        assertThat(folder.resolve("taken")).isEmptyDirectory();
        assertThat(closed.resolve("key")).hasContent("old");
    }

    @Test
    void aConnectionLostWhileFilesAreFetchedLeavesNothingAtTheFinalName() throws Exception {
        var there = home("free").resolve("endless");
        try (var file = new java.io.RandomAccessFile(there.toFile(), "rw")) {
            file.setLength(4L << 30);
        }
        var here = Files.createDirectory(folder.resolve("lost"));
        Files.writeString(here.resolve("endless"), "old");
        var status = new int[1];
        var copy = Thread.ofPlatform().start(() -> {
            try {
                status[0] = dt("free@127.0.0.1", "rscp", "endless", "lost/endless");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await(() -> hasBytes(staged(here)));
        hosts.cut();
        copy.join();

        assertThat(status[0]).isEqualTo(1);
        assertThat(printed()).startsWith("fail::dt:rscp:free@127.0.0.1:unknown: ");
        assertThat(staged(here)).isEmpty();
        assertThat(here.resolve("endless")).hasContent("old");
        Files.delete(there);
    }

    /** dt as a process of its own, behind other words; what all of that prints. */
    private List<String> alone(List<String> prefix, String... words) throws Exception {
        var all = new ArrayList<>(List.of("-F", hosts.config().toString(), "-D", "/dev/null", "-q", "-T", "60"));
        all.addAll(List.of(words));
        try (var child = Child.start(folder, prefix, all.toArray(String[]::new))) {
            return child.rest();
        }
    }

    private static boolean hasBytes(List<Path> folders) throws IOException {
        for (var one : folders) {
            try (Stream<Path> all = Files.walk(one)) {
                if (all.anyMatch(
                        file -> Files.isRegularFile(file) && file.toFile().length() > 0)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Path> staged(String user) throws IOException {
        return staged(home(user));
    }

    private static List<Path> staged(Path where) throws IOException {
        try (Stream<Path> all = Files.list(where)) {
            return all.filter(p -> p.getFileName().toString().startsWith(".dt-"))
                    .toList();
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private static void await(Check check) throws Exception {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!check.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}

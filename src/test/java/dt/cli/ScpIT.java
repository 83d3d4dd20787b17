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

    private List<Path> staged(String user) throws IOException {
        try (Stream<Path> all = Files.list(home(user))) {
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

package dt.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.fleet.OpenSsh;
import dt.fleet.Supervised;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The library on real services. */
@Timeout(120)
class ServiceIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    Supervised supervised;

    @BeforeEach
    void folder() throws IOException {
        supervised = new Supervised(temp.resolve("service"));
    }

    @AfterEach
    void end() {
        supervised.close();
    }

    private Service steady() throws Exception {
        var folder = supervised.service("httpd", Supervised.STEADY);
        supervised.supervise("runsv", folder);
        return Service.at(folder);
    }

    /** The session of the package's page. */
    @Test
    void aServiceIsStartedWatchedAndStopped() throws Exception {
        var httpd = steady();
        assertThat(httpd.await(State.UP, LONG)).isPresent();

        httpd.stop();
        var down = httpd.await(State.DOWN, LONG).orElseThrow();
        assertThat(down.want()).isEqualTo(Want.DOWN);
        assertThat(down.pid()).isNull();

        httpd.start();
        var up = httpd.await(State.UP, LONG).orElseThrow();
        assertThat(up.want()).isEqualTo(Want.UP);
        assertThat(up.action()).isEmpty();
        assertThat(ProcessHandle.of(up.pid()).orElseThrow().isAlive()).isTrue();
    }

    @Test
    void awaitEndsInTimeWhereTheStateDoesNotCome() throws Exception {
        var httpd = steady();

        assertThat(httpd.await(State.FINISH, Duration.ofMillis(50))).isEmpty();
    }

    @Test
    void aServiceThatNobodyEverSupervisedIsSaidToBeSo() throws Exception {
        var folder = supervised.service("idle", Supervised.STEADY);

        assertThatThrownBy(() -> Service.at(folder).status())
                .isInstanceOf(NotSupervisedException.class)
                .hasMessageStartingWith(folder + " is not supervised: ");
    }

    /** Opening the FIFO as Java does would wait here for ever. */
    @Test
    void aFifoWithoutReaderMakesNobodyWait() throws Exception {
        var folder = supervised.service("left", Supervised.STEADY);
        var runsv = supervised.supervise("runsv", folder);
        var service = Service.at(folder);
        service.exit();
        runsv.waitFor();

        assertThat(folder.resolve("supervise/control")).exists();
        assertThatThrownBy(service::start).isInstanceOf(NotSupervisedException.class);
        assertThatThrownBy(service::status).isInstanceOf(NotSupervisedException.class);
    }

    @Test
    void whatIsNoServiceIsSaidToBeNone() throws Exception {
        for (var path : List.of(temp, temp.resolve("absent"), Files.createFile(temp.resolve("file")))) {
            assertThatThrownBy(() -> Service.at(path).restart())
                    .isInstanceOf(NotAServiceException.class)
                    .hasMessageStartingWith(path + " is not a service: ");
        }
    }

    private static void copyPackageOf(Class<?> type, Path target) throws Exception {
        var source =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(source)) {
            copy(source.resolve("dt/supervise"), target);
        } else {
            try (var jar = FileSystems.newFileSystem(source)) {
                copy(jar.getPath("dt/supervise"), target);
            }
        }
    }

    private static void copy(Path folder, Path target) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void anotherUserIsRefused() throws Exception {
        var httpd = steady();
        // This package alone, where everybody can read it.
        var classes = Files.createDirectories(temp.resolve("classes/dt/supervise"));
        for (var type : List.of(Service.class, AsAnother.class)) {
            copyPackageOf(type, classes);
        }
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));

        var printed = OpenSsh.run(List.of(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                temp.resolve("classes").toString(),
                AsAnother.class.getName(),
                httpd.folder().toString()));

        assertThat(printed)
                .isEqualTo("NotPermittedException %s is closed to this user: permission denied for supervise/ok; "
                                .formatted(httpd.folder())
                        + "become its owner\n");
    }

    /** Started as another user. */
    static final class AsAnother {
        public static void main(String[] args) throws IOException {
            try {
                Service.at(Path.of(args[0])).start();
                System.out.println("started");
            } catch (SuperviseException e) {
                System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
    }

    @Test
    void aStatusIsNeverHalfRead() throws Exception {
        var folder = supervised.service("busy", Supervised.STEADY);
        supervised.supervise("runsv", folder);
        var service = Service.at(folder);
        var over = new AtomicBoolean();
        // The same way as runsv does it, as fast as can be; each byte of the process id tells which of two it is.
        var writer = Thread.ofPlatform().start(() -> {
            var file = folder.resolve("supervise/status");
            for (int i = 0; !over.get(); i++) {
                var pid = (i % 2 == 0 ? "11" : "22").repeat(4);
                var bytes = HexFormat.of().parseHex("400000006b075baa1dcd6500" + pid + "00750001");
                try {
                    var made = Files.write(folder.resolve("supervise/status.test"), bytes);
                    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        try {
            Supervised.until(() -> pid(service) == 0x11111111L || pid(service) == 0x22222222L, "the writer writes");
            for (int i = 0; i < 5000; i++) {
                assertThat(pid(service)).isIn(0x11111111L, 0x22222222L);
            }
        } finally {
            over.set(true);
            writer.join();
        }
    }

    private static long pid(Service service) throws IOException {
        var pid = service.status().pid();
        return pid == null ? 0 : pid;
    }

    @Test
    void halfAStatusIsRefused() throws Exception {
        var httpd = steady();
        Files.write(httpd.folder().resolve("supervise/status"), "half".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(httpd::status)
                .isInstanceOf(MalformedStatusException.class)
                .hasMessage("the status has 4 bytes, not 20 or 18");
    }

    @Test
    void theLogServiceIsOneOfItsOwn() throws Exception {
        var folder = supervised.service("chatty", Supervised.STEADY);
        Supervised.script(folder.resolve("log/run"), "exec cat");
        supervised.supervise("runsv", folder);
        var log = Service.at(folder).log().orElseThrow();
        Supervised.until(() -> Files.exists(folder.resolve("log/supervise/status")), "log supervised");
        var before = log.await(State.UP, LONG).orElseThrow();

        log.kill();
        Supervised.until(
                () -> log.status().state() == State.UP && !log.status().pid().equals(before.pid()), "a new log");

        assertThat(Service.at(folder).status().log()).isNotNull();
        assertThat(log.log()).isEmpty();
    }
}

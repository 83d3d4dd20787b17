package dt.nssmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** libnss_map and nssmap-shell on hosts: a root file system with an sshd, sudo and cron of its own, fresh for each. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostIT {
    private static final Path SCRIPTS = Path.of("src/test/nssmap");
    private static final Path ROOT = Path.of("target/nssmap/root").toAbsolutePath();

    @BeforeAll
    static void makeRoot() throws Exception {
        var said = Tap.output(List.of(SCRIPTS.resolve("root-file-system").toString(), ROOT.toString()));
        assertThat(Files.exists(Path.of(ROOT + ".made"))).as(said).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> aUserNeverCreatedLogsIn() throws Exception {
        return run("login.sh");
    }

    @TestFactory
    Stream<DynamicTest> theOriginalsFileWorksAsItDid() throws Exception {
        return run("shared.sh");
    }

    @TestFactory
    Stream<DynamicTest> packagesInstallAsWithoutTheModule() throws Exception {
        return run("packages.sh");
    }

    @TestFactory
    Stream<DynamicTest> attacksWorkOnlyWhereThePagesSaySo() throws Exception {
        return run("attacks.sh");
    }

    @TestFactory
    Stream<DynamicTest> anOldKernelStartsNoShellUnlessAskedTo() throws Exception {
        return run("kernels.sh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nssmap.conf.5", "libnss_map.8", "nssmap-shell.8"})
    void mandocHasNothingToSay(String page) throws Exception {
        assertThat(Tap.output(List.of("mandoc", "-Tlint", "-W", "warning", "src/main/man/" + page)))
                .isEmpty();
    }

    private static Stream<DynamicTest> run(String script) throws Exception {
        return Tap.run(List.of(
                SCRIPTS.resolve("in-root").toString(),
                ROOT.toString(),
                Path.of("target/native/amd64").toAbsolutePath().toString(),
                SCRIPTS.resolve(script).toString()));
    }
}

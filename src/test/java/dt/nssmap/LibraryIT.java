package dt.nssmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** libnss_map as built, and its C tests under sanitizers, valgrind, fuzzing and on arm64. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LibraryIT {
    private static final Path NATIVE = Path.of("target/native").toAbsolutePath();
    private static final Path TESTS = Path.of("target/c-tests").toAbsolutePath();
    private static final String VECTORS =
            Path.of("src/test/nssmap/vectors").toAbsolutePath().toString();
    private static final List<String> PROGRAMS = List.of("status", "users", "groups", "limits", "vectors", "stress");

    @BeforeAll
    static void build() throws Exception {
        var said = Tap.output(
                List.of("sh", "-c", "make -s -j2 -C src/test/c OUT=" + TESTS + " NATIVE=" + NATIVE + " && echo built"));
        assertThat(said).endsWith("built\n");
    }

    @TestFactory
    Stream<DynamicTest> addressAndUndefinedBehaviourSanitizersFindNothing() throws Exception {
        return all(List.of(), "asan");
    }

    @TestFactory
    Stream<DynamicTest> threadSanitizerFindsNothing() throws Exception {
        // Its shadow memory does not fit beside addresses that are wholly random.
        return all(List.of("setarch", "-R"), "tsan");
    }

    @TestFactory
    Stream<DynamicTest> allHoldsWithoutSanitizers() throws Exception {
        return all(List.of(), "plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "users", "groups", "vectors"})
    void valgrindFindsNothing(String program) throws Exception {
        var words = new ArrayList<>(List.of("valgrind", "-q", "--leak-check=full", "--error-exitcode=9"));
        words.addAll(words(List.of(), "plain", program));

        assertThat(Tap.output(words)).contains("1..").doesNotContain("==");
    }

    @TestFactory
    Stream<DynamicTest> uidsAreTheSameOnArm64() throws Exception {
        return Tap.run(words(List.of("qemu-aarch64"), "arm64", "vectors"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fuzz_conf", "fuzz_name", "fuzz_group"})
    void fuzzingFindsNothing(String fuzzer) throws Exception {
        var corpus = Files.createDirectories(TESTS.resolve("corpus").resolve(fuzzer));
        var said = Tap.output(List.of(
                TESTS.resolve("fuzz").resolve(fuzzer).toString(),
                "-max_total_time=5",
                "-max_len=4200",
                "-artifact_prefix=" + TESTS + "/",
                corpus.toString(),
                Path.of("src/test/c/corpus").resolve(fuzzer).toString()));

        assertThat(said).containsPattern("Done [0-9]+ runs").doesNotContain("ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "arm64"})
    void theLibraryIsSmall(String arch) throws Exception {
        assertThat(Files.size(library(arch))).isLessThanOrEqualTo(40 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "arm64"})
    void itExportsItsSixFunctionsOnly(String arch) throws Exception {
        assertThat(symbols(arch, " [A-TV-Z] "))
                .containsExactlyInAnyOrder(
                        "_nss_map_getpwnam_r",
                        "_nss_map_getpwuid_r",
                        "_nss_map_getspnam_r",
                        "_nss_map_getgrnam_r",
                        "_nss_map_getgrgid_r",
                        "_nss_map_initgroups_dyn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "arm64"})
    void itNeedsNothingNewerThanGlibc217(String arch) throws Exception {
        var needed =
                symbols(arch, " [Uw] ").stream().filter(s -> s.contains("@")).toList();

        assertThat(needed).hasSizeGreaterThan(5).allMatch(symbol -> {
            var version = Pattern.compile("@GLIBC_2\\.(\\d+)(\\.\\d+)?$").matcher(symbol);
            return version.find() && Integer.parseInt(version.group(1)) <= 17;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "arm64"})
    void itIsLinkedHard(String arch) throws Exception {
        var said = Tap.output(List.of("readelf", "-dlW", library(arch).toString()));

        assertThat(said)
                .contains("GNU_RELRO", "BIND_NOW", "NODELETE", "[libnss_map.so.2]", "[libc.so.6]")
                .doesNotContain("RWE");
        assertThat(said.lines().filter(line -> line.contains("(NEEDED)")))
                .allMatch(line -> line.matches(".*\\[(libc\\.so\\.6|ld-linux.*)\\]"));
    }

    @Test
    void clangTidyHasNothingToSay() throws Exception {
        var tidy = "clang-tidy --quiet \"$0\" -- -std=c17 -D_GNU_SOURCE -I../../../target/native 2>/dev/null";

        assertThat(Tap.output(List.of(
                        "sh", "-c", "cd src/main/c && ls *.c | xargs -n 1 -P 2 sh -c '" + tidy + "' && echo clean")))
                .isEqualTo("clean\n");
    }

    @Test
    void itIsShippedInTheJar() {
        for (var arch : List.of("amd64", "arm64")) {
            for (var file : List.of("libnss_map.so.2", "nssmap-shell")) {
                assertThat(NssmapConf.class.getResource(arch + "/" + file)).isNotNull();
            }
        }
    }

    private static Stream<DynamicTest> all(List<String> before, String way) throws Exception {
        var tests = new ArrayList<DynamicTest>();
        for (var program : PROGRAMS) {
            Tap.run(words(before, way, program)).forEach(tests::add);
        }
        return tests.stream();
    }

    private static List<String> words(List<String> before, String way, String program) {
        var words = new ArrayList<>(before);
        words.add(TESTS.resolve(way).resolve(program).toString());
        if (program.equals("vectors")) {
            words.add(VECTORS);
        }
        return words;
    }

    private static Path library(String arch) {
        return NATIVE.resolve(arch).resolve("libnss_map.so.2");
    }

    private static List<String> symbols(String arch, String kinds) throws Exception {
        var kind = Pattern.compile(kinds);
        return Tap.output(List.of("nm", "-D", library(arch).toString()))
                .lines()
                .filter(line -> kind.matcher(line).find())
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }
}

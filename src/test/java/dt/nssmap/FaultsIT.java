package dt.nssmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The system calls of libnss_map, and what it answers when the kernel refuses one: strace(1) lists them, and puts the
 * error in the place of one.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FaultsIT {
    private static final Path PROGRAM = Path.of("target/c-tests/plain/fault").toAbsolutePath();
    private static String aliceUid = "";

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeWorld() throws Exception {
        var said = Tap.output(List.of(
                "sh",
                "-c",
                "make -s -C src/test/c OUT=\"$PWD/target/c-tests\" NATIVE=\"$PWD/target/native\" \"$0\" && \"$0\" world",
                PROGRAM.toString()));
        assertThat(said).matches("\\d+\n");
        aliceUid = said.strip();
    }

    @Test
    void withoutAFaultAllIsFound() throws Exception {
        for (var question : List.of("passwd alice", "passwd bob", "uid ALICE", "groups alice")) {
            assertThat(ask(question)).as(question).isEqualTo("SUCCESS 0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nssmap.conf, openat, passwd alice",
        "nssmap.conf, fstat, passwd alice",
        "nssmap.conf, read, passwd alice",
        "keys/alice, newfstatat, passwd alice",
        "home/alice, newfstatat, passwd alice",
        "home/alice, newfstatat, uid ALICE",
        "home/, openat, passwd bob",
        "home, getdents64, passwd bob",
        "home, getdents64, uid 2000200001",
        "index/ALICE, readlinkat, uid ALICE",
        "groups/alice, openat, groups alice",
        "groups/alice, read, groups alice",
    })
    void whatPassesIsTriedAgainAndNobodyIsTakenForAbsent(String file, String call, String question) throws Exception {
        for (var error : List.of("EMFILE", "ENFILE", "ENOMEM", "EINTR", "EIO")) {
            assertThat(spoiled(file, call, error, question)).as(error).isEqualTo("TRYAGAIN " + error);
        }
    }

    @ParameterizedTest
    @CsvSource({"openat, EACCES", "openat, EPERM", "openat, EOVERFLOW", "read, EISDIR", "fstat, EBADF"})
    void aConfigThatCannotBeReadForGoodIsUnavailable(String call, String error) throws Exception {
        assertThat(spoiled("nssmap.conf", call, error, "passwd alice")).isEqualTo("UNAVAIL " + error);
    }

    @Test
    void aListOfGroupsThatCannotGrowIsTriedAgain() throws Exception {
        assertThat(ask("no-room alice")).isEqualTo("TRYAGAIN ENOMEM");
    }

    /** "Syscalls: open, fstat, read, close, lstat, readlink, getdents only." The newfstatat of strace is lstat here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwd alice",
                "passwd bob",
                "passwd nosuch",
                "passwd virtual",
                "uid ALICE",
                "uid 2000200001",
                "uid 1000",
                "shadow alice",
                "group alice",
                "group bob",
                "gid ALICE",
                "gid 15000",
                "groups alice",
                "groups bob",
            })
    void itAsksTheKernelBySevenSystemCallsOnly(String question) throws Exception {
        var calls = calls(question);

        assertThat(calls)
                .allMatch(call -> call.matches("(openat|fstat|read|close|newfstatat|readlinkat|getdents64)\\(.*"));
        assertThat(calls)
                .filteredOn(call -> call.startsWith("openat("))
                .isNotEmpty()
                .allMatch(call -> call.contains("O_CLOEXEC"));
        assertThat(calls.stream().filter(call -> call.startsWith("openat(") && !call.contains(" = -1")))
                .hasSameSizeAs(
                        calls.stream().filter(call -> call.startsWith("close(")).toList());
        assertThat(calls.stream().filter(call -> call.startsWith("newfstatat(")))
                .allMatch(call -> call.contains("AT_SYMLINK_NOFOLLOW"));
    }

    /** "Anything with /, :, blank, control byte, leading -, +, ., digit first is refused before any I/O." */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwd a/b",
                "passwd ../alice",
                "passwd a:b",
                "passwd a\tb",
                "passwd a\u0001",
                "passwd -alice",
                "passwd +alice",
                "passwd .alice",
                "passwd 1alice",
                "passwd alice-",
                "shadow a/b",
                "group a:b",
                "groups a/b",
                "uid 0",
                "gid 0",
                "passwd abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789",
            })
    void whatTheGrammarRefusesCostsNoSystemCall(String question) throws Exception {
        assertThat(calls(question)).isEmpty();
        assertThat(ask(question)).isEqualTo("NOTFOUND ENOENT");
    }

    /** The system calls of an answer, as strace tells them. */
    private static List<String> calls(String question) throws Exception {
        var trace = folder.resolve("trace");
        run(List.of("strace", "-qq", "-o", trace.toString()), question);
        var lines = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
        int from = marked(lines);
        return lines.subList(from + 1, from + 1 + marked(lines.subList(from + 1, lines.size())));
    }

    private static int marked(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("getppid(")) {
                return i;
            }
        }
        throw new AssertionError("no getppid in " + lines);
    }

    private static String ask(String question) throws Exception {
        return run(List.of(), question);
    }

    /** Each call of this name that has to do with the file fails. */
    private static String spoiled(String file, String call, String error, String question) throws Exception {
        var path = PROGRAM + ".world/" + file.replace("ALICE", aliceUid);
        return run(
                List.of("strace", "-qq", "-o", "/dev/null", "-P", path, "-e", "inject=" + call + ":error=" + error),
                question);
    }

    private static String run(List<String> before, String question) throws Exception {
        var words = new ArrayList<>(before);
        words.add(PROGRAM.toString());
        words.addAll(List.of(question.replace("ALICE", aliceUid).split(" ", 2)));
        var lines = Tap.output(words).lines().toList();
        return lines.getLast();
    }
}

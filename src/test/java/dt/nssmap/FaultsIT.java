package dt.nssmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What libnss_map answers when the kernel refuses a system call: strace(1) puts the error in its place. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FaultsIT {
    private static final Path PROGRAM = Path.of("target/c-tests/plain/fault").toAbsolutePath();
    private static String aliceUid = "";

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
        words.addAll(List.of(question.replace("ALICE", aliceUid).split(" ")));
        var lines = Tap.output(words).lines().toList();
        return lines.getLast();
    }
}

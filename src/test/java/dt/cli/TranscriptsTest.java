package dt.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the files in src/test/transcripts show is what dt does, byte for byte. */
class TranscriptsTest {
    private static final Path FOLDER = Path.of("src/test/transcripts");

    @TempDir
    Path temp;

    static List<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".t")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void showsWhatDtDoes(Path file) throws Exception {
        check(file, TranscriptsTest::here, Files.createDirectory(temp.resolve("home")));
    }

    /** Plays a file to a program in an empty home. */
    static void check(Path file, Program program, Path home) throws Exception {
        sampleInventory(home);
        var written = Files.readString(file);

        var seen = Transcript.replay(written, program, home.toRealPath());

        if (!seen.equals(written)) {
            var now = Path.of("target/transcripts").resolve(file.getFileName());
            Files.createDirectories(now.getParent());
            Files.writeString(now, seen);
            Assertions.fail(
                    "what dt does, now in " + now + ", is not what is written\n" + difference(file, written, seen));
        }
    }

    private static Program.Ended here(List<String> words, Map<String, String> env, Path folder, String input) {
        var caller = Caller.at(folder);
        int status = caller.calls(env, input, words);
        return new Program.Ended(caller.printed(), caller.complained(), status);
    }

    private static void sampleInventory(Path home) throws IOException {
        var folder = Files.createDirectory(home.resolve("hosts.d"));
        try (Stream<Path> files = Files.list(Path.of("hosts.d"))) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private static String difference(Path file, String written, String seen) {
        var before = written.lines().toList();
        var patch = DiffUtils.diff(before, seen.lines().toList());
        return String.join("\n", UnifiedDiffUtils.generateUnifiedDiff(file.toString(), "dt", before, patch, 3));
    }
}

package dt.cli;

import dt.fleet.Client;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The transcripts once more, through the packed program, its client and an agent. */
@Timeout(240)
class TranscriptsIT {
    @TempDir
    Path temp;

    @ParameterizedTest
    @MethodSource("dt.cli.TranscriptsTest#transcripts")
    void theAgentDoesTheSame(Path file) throws Exception {
        var home = Files.createDirectory(temp.toRealPath().resolve("home"));
        try (var dt = Client.at(home, temp.resolve("run"))) {
            TranscriptsTest.check(file, (words, env, folder, input) -> call(dt.with(env), words, input), home);
        }
    }

    private static Program.Ended call(Client dt, List<String> words, String input) throws Exception {
        var process = dt.start(words.toArray(String[]::new));
        Thread.ofVirtual().start(() -> {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (java.io.IOException notRead) {
                // Not every call reads its input.
            }
        });
        var run = Client.end(process);
        return new Program.Ended(run.printed(), run.complained(), run.status());
    }
}

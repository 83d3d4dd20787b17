package dt.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Somebody who types words and reads what dt prints. */
record Caller(Path home, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    static Caller at(Path home) {
        return new Caller(home, new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    int types(String... words) {
        return pipes("", words);
    }

    int pipes(String input, String... words) {
        return calls(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "TMPDIR", "/tmp"), input, List.of(words));
    }

    int calls(Map<String, String> env, String input, List<String> words) {
        out.reset();
        err.reset();
        var surroundings = new Surroundings(
                env,
                home,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                err,
                Terminal.NONE,
                Prompt.NOBODY,
                new Interrupt());
        return Dt.run(words, surroundings);
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }
}

package dt.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who types words and reads what dt prints. */
record Caller(Path home, Map<String, String> env, Prompt prompt, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    static Caller at(Path home) {
        return new Caller(
                home,
                Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "TMPDIR", "/tmp"),
                Prompt.NOBODY,
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream());
    }

    /** The same one, who answers so when asked. */
    Caller answering(Prompt answers) {
        return new Caller(home, env, answers, out, err);
    }

    /** The same one with a further variable. */
    Caller with(String variable, String value) {
        var all = new HashMap<>(env);
        all.put(variable, value);
        return new Caller(home, Map.copyOf(all), prompt, out, err);
    }

    int types(String... words) {
        return pipes("", words);
    }

    int pipes(String input, String... words) {
        return calls(env, input, List.of(words));
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
                prompt,
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

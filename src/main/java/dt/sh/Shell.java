package dt.sh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code dt sh}, from its first line to its last. */
public final class Shell {
    private final Calls calls;
    private final Interpreter interpreter;

    /** One with this selector as its context. */
    public Shell(Calls calls, String selector) {
        this.calls = calls;
        this.interpreter = new Interpreter(calls, Situation.of(selector));
    }

    /**
     * Reads lines that nobody types: no prompt, no history.
     *
     * @return the exit status of the last one
     */
    public int read(InputStream lines) throws IOException {
        // Not closed: it is the caller's.
        var reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null && !interpreter.hasLeft(); line = reader.readLine()) {
            interpreter.line(line);
        }
        return interpreter.status();
    }

    /**
     * Reads lines from the terminal.
     *
     * @param history the file that keeps them
     * @param ps1 the prompt, or nothing for the usual one
     */
    public int type(Path history, String ps1) throws IOException {
        try (var editor = LineEditor.open(calls, history)) {
            while (!interpreter.hasLeft()) {
                var line = editor.read(PromptText.of(interpreter.situation(), ps1), interpreter.situation());
                if (line == null) {
                    break;
                }
                editor.during(() -> interpreter.line(line));
            }
        }
        return interpreter.status();
    }
}

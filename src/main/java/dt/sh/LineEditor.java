package dt.sh;

import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** The terminal: lines that a person types there, with history and completion. */
final class LineEditor implements AutoCloseable {
    private static final int REMEMBERED = 5000;

    private final Calls calls;
    private final Terminal terminal;
    private final Completions completions;
    private final LineReader reader;

    /** What may be done with a line. */
    interface Work {
        void run() throws IOException;
    }

    private LineEditor(Calls calls, Terminal terminal, Completions completions, LineReader reader) {
        this.calls = calls;
        this.terminal = terminal;
        this.completions = completions;
        this.reader = reader;
    }

    /** @param history the file of the history; where it cannot be kept, the person is told */
    static LineEditor open(Calls calls, Path history) throws IOException {
        var terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        // Between two lines there is nothing to end.
        terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
        calls.columns(terminal::getColumns);
        var completions = new Completions(calls);
        var builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("dt")
                .parser(new Typing.Parser())
                .completer(completions)
                // A line is for the hosts: nothing of it means anything here.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.INSERT_TAB, false)
                .variable(LineReader.HISTORY_SIZE, REMEMBERED)
                .variable(LineReader.HISTORY_FILE_SIZE, REMEMBERED)
                .variable(LineReader.ERRORS, 0)
                .variable(LineReader.BELL_STYLE, "none");
        try {
            PrivateFile.make(history);
            builder.variable(LineReader.HISTORY_FILE, history);
        } catch (IOException e) {
            calls.message("no history: cannot keep " + history + ": " + e.getMessage());
        }
        return new LineEditor(calls, terminal, completions, builder.build());
    }

    /** The next line, or null when the person leaves. */
    @Nullable
    String read(String prompt, Situation situation) {
        completions.now(situation);
        while (true) {
            try {
                // A per cent sign would begin a pattern of the reader's own.
                return reader.readLine(prompt.replace("%", "%%"));
            } catch (UserInterruptException ctrlC) {
                // A new line begins.
            } catch (EndOfFileException ctrlD) {
                return null;
            }
        }
    }

    /** Does something that Ctrl-C ends. */
    void during(Work work) throws IOException {
        var before = terminal.handle(Terminal.Signal.INT, _ -> {
            if (!calls.stop()) {
                System.exit(130);
            }
        });
        try {
            work.run();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            terminal.flush();
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}

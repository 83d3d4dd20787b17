package dt.cli;

import dt.web.Audience;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person at the page, as a run sees who called it: asked there, told there, and nothing to read from. */
record PageCaller(
        Surroundings program, Audience audience, OutputStream notes, Interrupt interrupt, Connections connections) {
    /** In this folder, or that of the program. */
    Surroundings at(@Nullable Path folder) {
        return new Surroundings(
                        program.env(),
                        folder == null ? program.folder() : folder,
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        notes,
                        Terminal.NONE,
                        prompt(),
                        interrupt)
                .over(connections);
    }

    private Prompt prompt() {
        return new Prompt() {
            @Override
            public Optional<char[]> secret(String question) {
                return audience.ask(question);
            }

            @Override
            public Optional<String> line(String question) {
                return Optional.empty();
            }

            @Override
            public boolean isAnybodyThere() {
                return false;
            }
        };
    }
}

package dt.cli;

import dt.secret.Secrets;
import java.util.Optional;

/** A prompt whose hidden answers are kept out of all that is said later. */
record KeptPrompt(Prompt prompt, Secrets secrets) implements Prompt {
    @Override
    public Optional<char[]> secret(String question) {
        var typed = prompt.secret(question);
        typed.ifPresent(secrets::add);
        return typed;
    }

    @Override
    public Optional<String> line(String question) {
        return prompt.line(question);
    }
}

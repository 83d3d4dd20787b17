package dt.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What {@code dt agent} can be told. */
enum AgentWord {
    STATUS("print process id, version, age, calls, connections, memory, and when and why it ends; starts no agent"),
    DROP(
            "let no further call use the connections that are open now, as after taking a key back; those that a call uses "
                    + "are closed with that call"),
    STOP("take no more calls, and end with those under way"),
    LOG("print what the agents of this user have written down");

    private final String meaning;

    AgentWord(String meaning) {
        this.meaning = meaning;
    }

    static Optional<AgentWord> of(String word) {
        return Arrays.stream(values()).filter(w -> w.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }
}

package dt.journal;

import dt.module.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a host ended in a run: each host of a run ends in exactly one of these. */
public enum HostState {
    /** The command ended with status 0. */
    OK,
    /** It ended otherwise, or dt ended it. */
    FAILED,
    /** Nothing was started: the host was not reached. */
    UNREACHED,
    /** Nothing was started: the run was over before. */
    SKIPPED,
    /** It was sent and nobody knows what became of it. */
    UNKNOWN;

    /** The state that an outcome stands for. */
    public static HostState of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Okay _ -> OK;
            case Outcome.Failed _,
                    Outcome.Signalled _,
                    Outcome.TimedOut _,
                    Outcome.Killed _,
                    Outcome.Denied _,
                    Outcome.Broken _ -> FAILED;
            case Outcome.Unreachable _ -> UNREACHED;
            case Outcome.Unknown _ -> UNKNOWN;
            case Outcome.Skipped _ -> SKIPPED;
        };
    }

    /** As it is typed behind {@code run:ID:}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a word that was typed. */
    public static Optional<HostState> named(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }

    /** The words of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(HostState::word).toList();
    }
}

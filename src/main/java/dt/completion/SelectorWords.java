package dt.completion;

import dt.selector.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Completes the last word of a selector that is still being typed, and so need not be one yet. */
final class SelectorWords {
    /** What is being typed at the end. */
    private enum Place {
        /** The beginning of an operand: a label or a host. */
        OPERAND,
        /** Behind the colon of a chain: a label. */
        CHAINED,
        HOST,
        TAG,
        RUN,
        STATE,
        EC2,
        /** Nothing that can be known. */
        FREE
    }

    private final String text;
    private final Known known;
    private Place place = Place.OPERAND;
    /** Where the word begins that is being typed. */
    private int start;

    private int at;
    private int brackets;

    private SelectorWords(String text, Known known) {
        this.text = text;
        this.known = known;
    }

    /** The whole text with each of the words that may stand at its end. */
    static List<Candidate> of(String text, Known known) {
        var words = new SelectorWords(text, known);
        while (words.at < text.length()) {
            words.step();
        }
        var before = text.substring(0, words.start);
        var typed = text.substring(words.start);
        return words.candidates().stream()
                .filter(c -> c.word().startsWith(typed))
                .map(c -> c.after(before))
                .toList();
    }

    private void step() {
        if (start == at && (place == Place.OPERAND || place == Place.CHAINED)) {
            var label = labelHere();
            if (label.isPresent()) {
                begin(label.get());
                return;
            }
        }
        char c = text.charAt(at++);
        if (brackets > 0 || (isHost() && (c == '[' || c == '{'))) {
            brackets += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            // Of a range, nothing is known before the next host.
            place = Place.FREE;
            return;
        }
        switch (c) {
            case ' ', '\t', '\n', '&' -> to(Place.OPERAND);
            case '!' -> {
                if (start == at - 1) {
                    to(Place.OPERAND);
                }
            }
            case '(' -> to(place == Place.TAG ? Place.TAG : Place.OPERAND);
            case ')' -> to(Place.FREE);
            case ',' -> to(place == Place.TAG || place == Place.RUN ? place : Place.HOST);
            case '+' -> {
                if (place != Place.TAG || start < at - 1) {
                    to(Place.OPERAND);
                } else {
                    start = at;
                }
            }
            case '-' -> {
                if (place == Place.TAG && start == at - 1) {
                    start = at;
                }
            }
            case '@' -> {
                if (isHost()) {
                    to(Place.HOST);
                }
            }
            case ':' -> to(place == Place.RUN ? Place.STATE : Place.CHAINED);
            default -> {
                // A letter of the word.
            }
        }
    }

    private boolean isHost() {
        return place == Place.OPERAND || place == Place.HOST;
    }

    private void to(Place next) {
        place = next;
        start = at;
    }

    private Optional<Label> labelHere() {
        return Arrays.stream(Label.values())
                .filter(label -> text.startsWith(label.word() + ":", at))
                .findFirst();
    }

    private void begin(Label label) {
        at += label.word().length() + 1;
        to(
                switch (label) {
                    case ALL, OUT, NIL -> Place.CHAINED;
                    case TAG -> Place.TAG;
                    case EXP -> Place.FREE;
                    case SYS -> Place.HOST;
                    case NOT -> Place.OPERAND;
                    case EC2 -> Place.EC2;
                    case RUN -> Place.RUN;
                });
    }

    private Collection<Candidate> candidates() {
        return switch (place) {
            case OPERAND -> {
                var all = new ArrayList<>(labels());
                all.addAll(Candidate.all(known.hosts()));
                yield all;
            }
            case CHAINED -> labels();
            case HOST -> Candidate.all(known.hosts());
            case TAG -> Candidate.all(known.tags());
            case RUN -> known.runs();
            case STATE -> Candidate.all(known.states());
            case EC2 -> Candidate.all(List.of("tag=", "sec="));
            case FREE -> List.of();
        };
    }

    private static List<Candidate> labels() {
        return Arrays.stream(Label.values())
                .map(label -> new Candidate(
                        label.takesBody() ? label.word() + ":" : label.word(),
                        label.help().lines().findFirst().orElse("")))
                .toList();
    }
}

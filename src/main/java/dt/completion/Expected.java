package dt.completion;

import java.util.List;

/** What may stand at a place of the command line. */
public sealed interface Expected {
    /** The words that may stand there; some of them may begin otherwise than what was typed. */
    List<Candidate> words(String typed, Known known);

    /** What is known only when it is asked for. */
    enum Kind implements Expected {
        FILE,
        /** The name of a program of this machine. */
        PROGRAM,
        /** The name of an environment variable. */
        VARIABLE,
        SELECTOR,
        TAG,
        RUN,
        STATE,
        /** A word that dt knows nothing of: a command for a host, a number. */
        ANYTHING;

        @Override
        public List<Candidate> words(String typed, Known known) {
            return switch (this) {
                case FILE, PROGRAM, ANYTHING -> List.of();
                case VARIABLE -> Candidate.all(known.variables());
                case SELECTOR -> SelectorWords.of(typed, known);
                case TAG -> Candidate.all(known.tags());
                case RUN -> known.runs();
                case STATE -> Candidate.all(known.states());
            };
        }
    }

    /** One of these. */
    record OneOf(List<Candidate> words) implements Expected {
        public OneOf {
            words = List.copyOf(words);
        }

        @Override
        public List<Candidate> words(String typed, Known known) {
            return words;
        }
    }

    /** Some of these, commas between them. */
    record SomeOf(List<String> words) implements Expected {
        public SomeOf {
            words = List.copyOf(words);
        }

        @Override
        public List<Candidate> words(String typed, Known known) {
            var before = typed.substring(0, typed.lastIndexOf(',') + 1);
            return words.stream().map(w -> Candidate.of(before + w)).toList();
        }
    }

    /** A word behind a sign that belongs to it: {@code +TAG}. */
    record Signed(String sign, Kind word) implements Expected {
        @Override
        public List<Candidate> words(String typed, Known known) {
            return word.words(typed.startsWith(sign) ? typed.substring(1) : typed, known).stream()
                    .map(c -> c.after(sign))
                    .toList();
        }
    }

    /** What a parameter stands for, as help texts spell it: {@code auto|always|never}, {@code FILE}. */
    static List<Expected> of(String parameter) {
        if (parameter.matches("[a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)+")) {
            return List.of(new SomeOf(List.of(parameter.split(","))));
        }
        return List.of(parameter.split("\\|")).stream().map(Expected::one).toList();
    }

    private static Expected one(String word) {
        if (word.matches("[a-z][a-z0-9-]*")) {
            return new OneOf(List.of(Candidate.of(word)));
        }
        if (word.matches("[+-][A-Z]+")) {
            return new Signed(word.substring(0, 1), kind(word.substring(1)));
        }
        return kind(word);
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "FILE", "PATH", "FOLDER", "KEYFILE", "ROSTER", "SRC", "DST", "DESTINATION" -> Kind.FILE;
            case "SELECTOR" -> Kind.SELECTOR;
            case "TAG" -> Kind.TAG;
            case "RUN" -> Kind.RUN;
            case "STATE" -> Kind.STATE;
            default -> Kind.ANYTHING;
        };
    }
}

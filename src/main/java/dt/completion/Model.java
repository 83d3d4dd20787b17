package dt.completion;

import java.util.List;

/**
 * The command line as a script knows it.
 *
 * @param options those before the selector
 * @param commands the reserved first words
 */
public record Model(List<Option> options, List<Candidate> commands) {
    public Model {
        options = List.copyOf(options);
        commands = List.copyOf(commands);
    }

    /**
     * An option.
     *
     * @param names all spellings with their dashes
     * @param parameter what follows it in the help, or nothing
     * @param value what may follow it
     */
    public record Option(List<String> names, String parameter, String meaning, List<Expected> value, boolean repeats) {
        public Option {
            names = List.copyOf(names);
            value = List.copyOf(value);
        }

        boolean takesValue() {
            return !parameter.isEmpty();
        }

        List<String> letters() {
            return names.stream()
                    .filter(n -> !n.startsWith("--"))
                    .map(n -> n.substring(1))
                    .toList();
        }

        List<String> words() {
            return names.stream().filter(n -> n.startsWith("--")).toList();
        }

        /** The words that its value is one of, as far as that is known beforehand. */
        List<String> literals() {
            return value.stream()
                    .flatMap(v -> v instanceof Expected.OneOf(var words)
                            ? words.stream().map(Candidate::word)
                            : java.util.stream.Stream.of())
                    .toList();
        }

        boolean isFile() {
            return value.contains(Expected.Kind.FILE);
        }
    }

    /** The letters of the options with a value, or of those without, in a row. */
    String letters(boolean withValue) {
        var text = new StringBuilder();
        options.stream()
                .filter(o -> o.takesValue() == withValue)
                .forEach(o -> o.letters().forEach(text::append));
        return text.toString();
    }

    /** The long names of the options with a value. */
    List<String> wordsWithValue() {
        return options.stream()
                .filter(Option::takesValue)
                .flatMap(o -> o.words().stream())
                .toList();
    }

    List<String> names() {
        return options.stream().flatMap(o -> o.names().stream()).toList();
    }
}

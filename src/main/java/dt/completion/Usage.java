package dt.completion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The arguments of a command or module, read from the line in which its help tells them: {@code [-r] SRC... DST}, {@code
 * [show RUN | again RUN [STATE|SELECTOR]]}. So a drop-in is completed as well as dt's own.
 */
public final class Usage {
    private static final Pattern TOKEN =
            Pattern.compile("[\\[\\]]|\\.\\.\\.|[^\\s\\[\\].]+(?:\\.(?!\\.\\.)[^\\s\\[\\].]*)*");
    private static final Pattern OPTION = Pattern.compile("-[A-Za-z]|--[a-z][a-z-]*");

    private final Map<String, List<Expected>> options = new HashMap<>();
    private final List<List<Place>> lines = new ArrayList<>();

    /** A place for a word. */
    private record Place(String parameter, boolean optional, boolean repeats) {
        boolean takes(String word) {
            var words = parameter.split("\\|");
            for (var one : words) {
                if (one.equals(word) || !one.matches("[a-z][a-z0-9-]*")) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What such a line tells. */
    public Usage(String text) {
        boolean bracketed = text.contains(" | ") && text.startsWith("[") && text.endsWith("]");
        for (var line : (bracketed ? text.substring(1, text.length() - 1) : text).split(" \\| ")) {
            lines.add(places(line));
        }
    }

    private List<Place> places(String line) {
        var places = new ArrayList<Place>();
        int depth = 0;
        String option = null;
        var tokens = TOKEN.matcher(line);
        while (tokens.find()) {
            var token = tokens.group();
            switch (token) {
                case "[" -> depth++;
                case "]" -> {
                    depth--;
                    option = null;
                }
                case "..." -> {
                    if (!places.isEmpty()) {
                        var last = places.removeLast();
                        places.add(new Place(last.parameter, last.optional, true));
                    }
                }
                case "--" -> option = null;
                default -> {
                    if (OPTION.matcher(token).matches()) {
                        options.put(token, List.of());
                        option = token;
                    } else if (option != null && depth > 0) {
                        options.put(option, Expected.of(token));
                        option = null;
                    } else {
                        places.add(new Place(token, depth > 0, false));
                    }
                }
            }
        }
        return places;
    }

    /** Whether it has to have words. */
    public boolean needsWords() {
        return lines.stream().allMatch(line -> line.stream().anyMatch(place -> !place.optional));
    }

    /** The options it has. */
    public Set<String> options() {
        return new TreeSet<>(options.keySet());
    }

    /** What may stand behind these words, options aside. */
    public List<Expected> after(List<String> words) {
        if (!words.isEmpty()) {
            var value = options.getOrDefault(words.getLast(), List.of());
            if (!value.isEmpty()) {
                return value;
            }
        }
        var arguments = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            var value = options.get(words.get(i));
            if (value == null) {
                arguments.add(words.get(i));
            } else if (!value.isEmpty()) {
                i++;
            }
        }
        var expected = new ArrayList<Expected>();
        for (var line : lines) {
            var at = Set.of(0);
            for (var word : arguments) {
                at = next(line, at, word);
            }
            for (int place : reached(line, at)) {
                if (place < line.size()) {
                    expected.addAll(Expected.of(line.get(place).parameter));
                }
            }
        }
        return expected.stream().distinct().toList();
    }

    private static Set<Integer> next(List<Place> line, Set<Integer> at, String word) {
        var next = new TreeSet<Integer>();
        for (int place : reached(line, at)) {
            if (place < line.size() && line.get(place).takes(word)) {
                next.add(place + 1);
                if (line.get(place).repeats) {
                    next.add(place);
                }
            }
        }
        return next;
    }

    /** These places, and those behind places that may be left empty. */
    private static Set<Integer> reached(List<Place> line, Set<Integer> at) {
        var reached = new TreeSet<Integer>();
        for (int place : at) {
            reached.add(place);
            while (place < line.size() && line.get(place).optional) {
                reached.add(++place);
            }
        }
        return reached;
    }
}

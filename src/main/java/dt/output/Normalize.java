package dt.output;

import dt.module.UsageException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Masks what differs from host to host in any case, so that what is left can be compared. */
public final class Normalize {
    /** Masks nothing. */
    public static final Normalize NOTHING = new Normalize(EnumSet.noneOf(Word.class), Map.of());

    // Times go before addresses, and both before the numbers that they are made of.
    private static final Pattern TIME = Pattern.compile("""
            (?x) (?<! [\\w:] ) (?:
                \\d{4}-\\d\\d-\\d\\d (?: [T\\ ] \\d\\d:\\d\\d (?: :\\d\\d (?: [.,]\\d+ )? )? )? (?: Z | \\ ?[+-]\\d\\d:?\\d\\d )?
              | (?: (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\\ + )?
                (?: (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\ +\\d{1,2}
                  | \\d{1,2}\\ +(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) )
                (?: ,?\\ +\\d{4} )?
                (?: ,?\\ +\\d{1,2}:\\d\\d (?: :\\d\\d (?: [.,]\\d+ )? )? )?
                (?: \\ +[AP]M )? (?: \\ +(?: [A-Z]{3,4} | [+-]\\d{4} ) )? (?: \\ +\\d{4} )?
              | \\d{1,2}:\\d\\d (?: :\\d\\d (?: [.,]\\d+ )? )? (?: \\ ?[AP]M )?
            ) (?! [\\w:] )""");

    private static final Pattern IP = Pattern.compile("""
            (?x) (?<! [\\w.:] ) (?:
                (?: \\d{1,3} \\. ){3} \\d{1,3} (?! \\.?\\w )
              | (?: [0-9A-Fa-f]{1,4} : ){7} [0-9A-Fa-f]{1,4} (?: % \\w+ )? (?! [\\w:] )
              | (?= [0-9A-Fa-f:]{0,37} :: ) (?: [0-9A-Fa-f]{0,4} : ){2,7} [0-9A-Fa-f]{0,4}
                (?: (?<= : ) \\d{1,3} (?: \\. \\d{1,3} ){3} | (?: \\. \\d{1,3} ){3} )? (?: % \\w+ )? (?! [\\w:] )
            )""");

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

    private enum Word {
        HOST,
        IP,
        NUMBER,
        TIME
    }

    private final Set<Word> words;
    private final Map<String, Pattern> varying;

    private Normalize(Set<Word> words, Map<String, Pattern> varying) {
        this.words = words;
        this.varying = varying;
    }

    /** The same, which also masks the numbers of these keys, as in {@code pid=4711}, in the output of these modules. */
    public Normalize passingOver(Map<String, Set<String>> keysOfModules) {
        var patterns = new HashMap<String, Pattern>();
        keysOfModules.forEach((module, keys) -> {
            var any = keys.stream().map(Pattern::quote).collect(Collectors.joining("|"));
            patterns.put(module, Pattern.compile("(?<!\\S)(" + any + ")=\\d+(?!\\S)"));
        });
        return new Normalize(words, Map.copyOf(patterns));
    }

    /**
     * What these words mask.
     *
     * @param words of {@code host ip number time}, with commas between them
     * @throws UsageException when one of them is unknown
     */
    public static Normalize of(String words) throws UsageException {
        var set = EnumSet.noneOf(Word.class);
        for (var word : words.split(",", -1)) {
            set.add(
                    switch (word.strip()) {
                        case "host" -> Word.HOST;
                        case "ip" -> Word.IP;
                        case "number" -> Word.NUMBER;
                        case "time" -> Word.TIME;
                        default ->
                            throw new UsageException("--normalize cannot mask \"" + Escape.of(word)
                                    + "\": it knows no such word; use some of host,ip,number,time");
                    });
        }
        return new Normalize(set, Map.of());
    }

    /** The text with {@code HOST}, {@code TIME}, {@code IP} and {@code N} in the place of what is masked. */
    public String apply(String host, String module, String text) {
        var numbers = varying.get(module);
        var masked = numbers == null ? text : numbers.matcher(text).replaceAll("$1=N");
        if (words.contains(Word.HOST)) {
            masked = withoutHost(host, masked);
        }
        if (words.contains(Word.TIME)) {
            masked = TIME.matcher(masked).replaceAll("TIME");
        }
        if (words.contains(Word.IP)) {
            masked = IP.matcher(masked).replaceAll("IP");
        }
        return words.contains(Word.NUMBER) ? NUMBER.matcher(masked).replaceAll("N") : masked;
    }

    private static String withoutHost(String label, String text) {
        var name = label.substring(label.indexOf('@') + 1);
        if (name.isEmpty()) {
            return text;
        }
        var masked = whole(name, text).replaceAll("HOST");
        int dot = name.indexOf('.');
        // An address has no short form: the 10 of 10.0.0.1 is everywhere.
        boolean hasShort = dot > 0 && name.chars().anyMatch(c -> c != '.' && (c < '0' || c > '9'));
        return hasShort ? whole(name.substring(0, dot), masked).replaceAll("HOST") : masked;
    }

    private static Matcher whole(String name, String text) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])", Pattern.CASE_INSENSITIVE)
                .matcher(text);
    }
}

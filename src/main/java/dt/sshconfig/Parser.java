package dt.sshconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Turns the lines of one file into statements. All lines are checked, those of hosts that nobody asks for too, as ssh
 * does.
 */
final class Parser {
    private final Loader loader;
    private final Consumer<String> warnings;
    private final Map<String, String> environment;
    private final boolean byUser;
    private final int depth;
    private final List<Statement> statements = new ArrayList<>();
    private final List<PatternList> ignored = new ArrayList<>();

    Parser(Loader loader, Consumer<String> warnings, Map<String, String> environment, boolean byUser, int depth) {
        this.loader = loader;
        this.warnings = warnings;
        this.environment = environment;
        this.byUser = byUser;
        this.depth = depth;
    }

    List<Statement> statements() {
        return statements;
    }

    void line(String raw, Where where) throws SshConfigException {
        var words = new Words(stripped(raw));
        var keyword = words.next();
        if (keyword != null && keyword.isEmpty()) {
            keyword = words.next();
        }
        if (keyword == null || keyword.isEmpty() || keyword.startsWith("#")) {
            return;
        }
        var rest = words.rest() == null ? "" : Words.skipBlanks(words.rest());
        var lower = Ascii.lower(keyword);
        if (rest.isEmpty()) {
            throw where.bad(Quoted.visible(lower) + " has no value");
        }
        var arguments = Words.split(rest)
                .orElseThrow(() -> where.bad("a quote is not closed in " + Quoted.quote(rest) + "; add the other one"));
        statement(keyword, new Line(where, lower, rest, arguments, byUser));
    }

    /** One {@code key=value} of the command line, where nothing else can stand. */
    void option(String text, Where where) throws SshConfigException {
        int before = statements.size();
        line(text, where);
        if (statements.size() > before && !(statements.getLast() instanceof Statement.Assign)) {
            throw where.bad("host, match and include stand only in files");
        }
    }

    /** ssh takes a form feed for a blank only here, and never looks at the first character. */
    private static String stripped(String raw) {
        int nul = raw.indexOf(0);
        var text = nul < 0 ? raw : raw.substring(0, nul);
        int end = text.length();
        while (end > 1 && (Words.BLANKS + "\f").indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private void statement(String typed, Line line) throws SshConfigException {
        switch (line.keyword()) {
            case "host" -> statements.add(forHost(line));
            case "match" -> statements.add(new Statement.When(line.where(), Criterion.read(line)));
            case "include" -> statements.add(new Statement.Included(loader.included(line, depth)));
            default -> value(typed, line);
        }
    }

    private static Statement forHost(Line line) throws SshConfigException {
        var patterns = new ArrayList<PatternList.Item>();
        for (var argument : line.arguments()) {
            if (argument.isEmpty()) {
                throw line.where().bad("host has an empty pattern");
            }
            boolean negated = argument.startsWith("!");
            patterns.add(new PatternList.Item(negated, new Glob(negated ? argument.substring(1) : argument)));
        }
        return new Statement.ForHost(patterns);
    }

    private void value(String typed, Line line) throws SshConfigException {
        var key = Keywords.key(line.keyword());
        if (key != null) {
            var values = key.reader().read(line, environment).stream()
                    .map(text -> new Said(text, line.where(), byUser))
                    .toList();
            statements.add(new Statement.Assign(key, values));
            return;
        }
        var check = Keywords.check(line.keyword());
        if (check != null) {
            check.read(line, environment);
            if (line.keyword().equals("ignoreunknown")) {
                ignored.add(PatternList.of(Ascii.lower(line.only())));
            }
        } else if (ignored.stream().noneMatch(list -> list.matches(line.keyword()))) {
            Keywords.near(line.keyword())
                    .ifPresent(near -> warnings.accept(line.where().place() + ": unknown keyword " + Quoted.quote(typed)
                            + " is ignored; did you mean " + near + "?"));
        }
    }
}

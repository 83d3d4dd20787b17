package dt.sshconfig;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over the statements for one host. */
final class Walk {
    private final Local local;
    private final ShellAnswers shell;
    private final Values values;
    private final String typed;
    private final String host;
    private final boolean last;

    /**
     * @param host the name as typed in the first pass, the name to connect to in the last
     * @param last {@code Match final} and {@code canonical} hold
     */
    Walk(Local local, ShellAnswers shell, Values values, String typed, String host, boolean last) {
        this.local = local;
        this.shell = shell;
        this.values = values;
        this.typed = typed;
        this.host = host;
        this.last = last;
    }

    void over(List<Statement> statements) throws SshConfigException, InterruptedException {
        boolean active = true;
        for (var statement : statements) {
            switch (statement) {
                case Statement.ForHost forHost -> active = forHost.matches(host);
                case Statement.When when -> active = holds(when);
                case Statement.Assign(var key, var said) -> {
                    if (active) {
                        values.add(key, said);
                    }
                }
                case Statement.Included(var files) -> {
                    if (active) {
                        for (var file : files) {
                            over(file);
                        }
                    }
                }
            }
        }
    }

    private boolean holds(Statement.When when) throws SshConfigException, InterruptedException {
        var name = hostName(values.first(Key.HOST_NAME));
        for (var criterion : when.criteria()) {
            if (holds(criterion, name, when.where()) == criterion.negated()) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Criterion criterion, String name, Where where)
            throws SshConfigException, InterruptedException {
        return switch (criterion.kind()) {
            case ALL -> true;
            case CANONICAL, FINAL -> last;
            case HOST -> criterion.patterns().matches(Ascii.lower(name));
            case ORIGINALHOST -> criterion.patterns().matches(Ascii.lower(typed));
            case USER -> criterion.patterns().matches(user());
            case LOCALUSER -> criterion.patterns().matches(local.user());
            case EXEC -> {
                var tokens = tokens(name);
                yield shell.holds(tokens.expand(criterion.argument(), Tokens.OF_MATCH_EXEC, false, where), where);
            }
        };
    }

    private Tokens tokens(String name) {
        var port = Integer.parseInt(values.text(Key.PORT, Completion.PORT));
        return new Tokens(local, name, typed, port, user(), values.text(Key.HOST_KEY_ALIAS, name), "");
    }

    private String user() {
        return values.text(Key.USER, local.user());
    }

    /** The name to connect to, as far as it is known. */
    String hostName(@Nullable Said said) throws SshConfigException {
        if (said == null) {
            return host;
        }
        if (last) {
            return said.text();
        }
        var tokens = new Tokens(local, host, typed, 0, "", "", "");
        return tokens.expand(said.text(), "h", false, said.where());
    }
}

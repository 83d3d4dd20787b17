package dt.sshconfig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds of values that ssh_config(5) knows. */
final class Readers {
    static final Reader FLAG = choice("yes, no", Map.of("yes", "yes", "true", "yes", "no", "no", "false", "no"));
    static final Reader COMPRESSION = choice("yes, no", Map.of("yes", "yes", "no", "no"));
    static final Reader ADDRESS_FAMILY =
            choice("any, inet, inet6", Map.of("any", "any", "inet", "inet", "inet6", "inet6"));
    static final Reader YES_NO_ASK = yesNoOr("ask");
    static final Reader CANONICALIZE = yesNoOr("always");
    static final Reader PUBLIC_KEY = yesNoOr("unbound", "host-bound");
    static final Reader TTY = yesNoOr("auto", "force");
    static final Reader STRICT = yesNoOr("ask", "accept-new", "off");

    private static final int MOST_FILES = 32;

    private Readers() {}

    /** One of several words, in any case; each stands for the one that {@code ssh -G} prints. */
    static Reader choice(String wanted, Map<String, String> words) {
        return (line, environment) -> {
            var typed = line.only();
            var word = words.get(Ascii.lower(typed));
            if (word == null) {
                throw line.bad(typed, "it must be one of " + wanted);
            }
            return List.of(word);
        };
    }

    static List<String> word(Line line, Map<String, String> environment) throws SshConfigException {
        return List.of(line.only());
    }

    static List<String> anything(Line line, Map<String, String> environment) {
        return List.of();
    }

    static List<String> time(Line line, Map<String, String> environment) throws SshConfigException {
        var typed = line.only();
        return typed.equals("none") ? List.of() : List.of(String.valueOf(seconds(line, typed)));
    }

    private static int seconds(Line line, String typed) throws SshConfigException {
        return Numbers.seconds(typed).orElseThrow(() -> line.bad(typed, "write a time like 30, 10m or 1h30m"));
    }

    static List<String> number(Line line, Map<String, String> environment) throws SshConfigException {
        var typed = line.only();
        long number = Numbers.between(typed, 0, Integer.MAX_VALUE)
                .orElseThrow(() -> line.bad(typed, "it must be a number from 0 up"));
        return List.of(String.valueOf(number));
    }

    static List<String> port(Line line, Map<String, String> environment) throws SshConfigException {
        var typed = line.only();
        int port = Numbers.port(typed).orElseThrow(() -> line.bad(typed, "a port is between 1 and 65535"));
        return List.of(String.valueOf(port));
    }

    /** {@code AddKeysToAgent}: mode and seconds. */
    static List<String> adding(Line line, Map<String, String> environment) throws SshConfigException {
        line.atMost(2);
        if (line.arguments().isEmpty()) {
            throw line.missing();
        }
        var typed = line.arguments().getFirst();
        var mode = Ascii.lower(typed);
        if (line.arguments().size() == 2) {
            if (!mode.equals("confirm")) {
                throw line.bad(typed, "only confirm takes a time behind it");
            }
            return List.of(mode, String.valueOf(seconds(line, line.arguments().get(1))));
        }
        return switch (mode) {
            case "yes", "true" -> List.of("true", "0");
            case "no", "false" -> List.of("false", "0");
            case "ask", "confirm" -> List.of(mode, "0");
            default -> List.of("true", String.valueOf(seconds(line, typed)));
        };
    }

    private static Reader yesNoOr(String... others) {
        var words = new HashMap<>(Map.of("yes", "true", "true", "true", "no", "false", "false", "false"));
        for (var other : others) {
            words.put(other, other.equals("off") ? "false" : other);
        }
        return choice("yes, no, " + String.join(", ", others), words);
    }

    /** Several files; {@code none} stands alone. */
    static List<String> files(Line line, Map<String, String> environment) throws SshConfigException {
        for (var file : line.arguments()) {
            if (file.isEmpty()) {
                throw line.missing();
            }
            if (file.equalsIgnoreCase("none") && line.arguments().size() > 1) {
                throw line.bad(file, "it must stand alone");
            }
        }
        line.atMost(MOST_FILES);
        return line.arguments();
    }

    /** The rest of the line, for the shell. */
    static List<String> command(Line line, Map<String, String> environment) {
        return List.of(Words.skip(line.rest(), Words.BLANKS + "="));
    }

    static List<String> jump(Line line, Map<String, String> environment) throws SshConfigException {
        var spec = command(line, environment).getFirst();
        return List.of(JumpSpec.clean(spec, line));
    }

    static List<String> variableNames(Line line, Map<String, String> environment) throws SshConfigException {
        for (var name : line.arguments()) {
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw line.bad(name, "name variables, without values");
            }
        }
        return line.arguments();
    }

    static List<String> assignments(Line line, Map<String, String> environment) throws SshConfigException {
        var kept = new ArrayList<String>();
        for (var assignment : line.arguments()) {
            int equals = assignment.indexOf('=');
            if (equals < 0) {
                throw line.bad(assignment, "write NAME=value");
            }
            var name = assignment.substring(0, equals + 1);
            if (kept.stream().noneMatch(other -> other.startsWith(name))) {
                kept.add(assignment);
            }
        }
        return kept;
    }

    /** {@code IdentityAgent}: ssh looks at its variables even where the line does not apply. */
    static List<String> agent(Line line, Map<String, String> environment) throws SshConfigException {
        var typed = line.only();
        Variables.expand(typed, environment, line.where());
        if (typed.startsWith("$") && !typed.startsWith("${") && !isName(typed.substring(1))) {
            throw line.bad(typed, "a variable has a name of letters, digits and _");
        }
        return List.of(typed);
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c == '_' || Ascii.isAlphanumeric((char) c));
    }
}

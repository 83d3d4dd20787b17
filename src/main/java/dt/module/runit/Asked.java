package dt.module.runit;

import dt.module.UsageException;
import dt.suggest.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The words behind {@code runit}.
 *
 * @param goal what is waited for there, or empty
 * @param names services, or the files of {@code install}; each once
 * @param folder {@code --dir}, or empty
 * @param from {@code --from}: where services are that are not enabled, or empty
 * @param seconds {@code -w}
 * @param lines {@code -n}
 */
record Asked(
        Verb verb,
        String goal,
        List<String> names,
        String folder,
        String from,
        int seconds,
        int lines,
        boolean follow,
        boolean sudo,
        String name) {
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_LINES = 1_000_000;
    private static final Map<String, String> OF_SV = Map.of(
            "start",
            "up",
            "stop",
            "down",
            "reload",
            "hup",
            "interrupt",
            "int",
            "terminate",
            "term",
            "continue",
            "cont",
            "shutdown",
            "exit",
            "1",
            "usr1",
            "2",
            "usr2");

    static Asked parse(List<String> args) throws UsageException {
        return new Words().read(args);
    }

    /** What has been read so far. */
    private static final class Words {
        private final List<String> plain = new ArrayList<>();
        private String folder = "";
        private String from = "";
        private String name = "";
        private int seconds = 7;
        private int lines = 10;
        private boolean follow = true;
        private boolean sudo;

        Asked read(List<String> args) throws UsageException {
            var left = new ArrayList<>(args);
            while (!left.isEmpty()) {
                var word = left.removeFirst();
                if (word.equals("--")) {
                    plain.addAll(left);
                    break;
                } else if (word.startsWith("-")) {
                    option(word, left);
                } else {
                    plain.add(word);
                }
            }
            return asked();
        }

        private void option(String word, List<String> left) throws UsageException {
            switch (word) {
                case "--sudo" -> sudo = true;
                case "--no-follow" -> follow = false;
                case "--dir" -> folder = absolute(word, left);
                case "--from" -> from = absolute(word, left);
                case "--name" -> name = service(value(word, left));
                case "-w" -> seconds = number(word, left, MOST_SECONDS);
                case "-n" -> lines = number(word, left, MOST_LINES);
                default ->
                    throw new UsageException("runit does not know \"" + word
                            + "\"; it takes -w, -n, --dir, --from, --name, --no-follow and --sudo");
            }
        }

        private Asked asked() throws UsageException {
            if (plain.isEmpty()) {
                throw new UsageException("runit needs a verb; write one of " + String.join(" ", Verb.words()));
            }
            var verb = verb(plain.removeFirst());
            var goal = verb.goal();
            if (verb == Verb.WAIT) {
                if (plain.isEmpty() || !List.of("up", "down").contains(plain.getFirst())) {
                    throw new UsageException("runit wait needs what to wait for; write wait up or wait down");
                }
                goal = plain.removeFirst();
            }
            if (plain.isEmpty() && !verb.isForAll()) {
                throw new UsageException("runit " + verb.word() + " needs "
                        + (verb == Verb.INSTALL ? "a run script; name its file" : "a service; name it")
                        + ", as in: dt web1 runit " + verb.word() + (verb == Verb.INSTALL ? " ./httpd" : " httpd"));
            }
            if (verb == Verb.TAIL && plain.size() > 1) {
                throw new UsageException("runit tail takes one service; run dt once for each");
            }
            if (!name.isEmpty() && (verb != Verb.INSTALL || plain.size() != 1)) {
                throw new UsageException("--name is for runit install with one file; leave it out");
            }
            if (verb != Verb.INSTALL) {
                for (var service : plain) {
                    service(service);
                }
            }
            var names = List.copyOf(new LinkedHashSet<>(plain));
            return new Asked(verb, goal, names, folder, from, seconds, lines, follow, sudo, name);
        }
    }

    private static Verb verb(String word) throws UsageException {
        for (var verb : Verb.values()) {
            if (verb.word().equals(word)) {
                return verb;
            }
        }
        var other = OF_SV.get(word);
        var near = other == null ? Nearest.to(word, Verb.words()).orElse("") : other;
        throw new UsageException("runit has no verb \"" + word + "\"; "
                + (near.isEmpty() ? "there are " + String.join(" ", Verb.words()) : "did you mean " + near + "?"));
    }

    private static String value(String word, List<String> left) throws UsageException {
        if (left.isEmpty() || left.getFirst().isEmpty()) {
            throw new UsageException("a value is missing behind " + word + "; write one");
        }
        return left.removeFirst();
    }

    private static String absolute(String word, List<String> left) throws UsageException {
        var folder = value(word, left);
        if (!folder.startsWith("/") || folder.indexOf('\0') >= 0) {
            throw new UsageException(word + " " + folder + " is no folder on a host; write its whole path, from /");
        }
        return folder;
    }

    private static int number(String word, List<String> left, int most) throws UsageException {
        var text = value(word, left);
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw new UsageException(word + " " + text + " is no number from 0 to " + most + "; write one");
        }
        return Integer.parseInt(text);
    }

    /** A service is a name in a folder of services; runsvdir passes over those with a dot in front. */
    static String service(String name) throws UsageException {
        boolean odd = name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '/');
        if (odd || name.isEmpty() || name.startsWith(".") || name.startsWith("-") || name.length() > 200) {
            throw new UsageException("\"" + name + "\" is no name of a service; write the name of its folder alone, and"
                    + " where that is with --dir");
        }
        return name;
    }
}

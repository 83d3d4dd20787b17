package dt.cli;

import dt.fleet.OpenSsh;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an sshd says of a while: at which of its addresses somebody logged in, and at which a command was asked for.
 *
 * @param loggedIn addresses
 * @param asked how many commands, by address
 */
record ServerLog(Set<String> loggedIn, Map<String, Integer> asked) {
    private static final Pattern LINE =
            Pattern.compile("Connection from \\S+ port (?<new>\\d+) on (?<address>\\S+) port .*"
                    + "|Accepted \\S+ for \\S+ from \\S+ port (?<in>\\d+) .*"
                    + "|Starting session: command for \\S+ from \\S+ port (?<asking>\\d+) .*");

    /** All that was logged behind so many characters. */
    static ServerLog since(OpenSsh server, int start) throws IOException {
        var addresses = new HashMap<String, String>();
        var loggedIn = new HashSet<String>();
        var asked = new HashMap<String, Integer>();
        server.log()
                .substring(start)
                .lines()
                .map(LINE::matcher)
                .filter(m -> m.matches())
                .forEach(m -> {
                    if (m.group("new") != null) {
                        addresses.put(m.group("new"), m.group("address"));
                    } else if (m.group("in") != null) {
                        loggedIn.add(addresses.get(m.group("in")));
                    } else {
                        asked.merge(addresses.get(m.group("asking")), 1, Integer::sum);
                    }
                });
        return new ServerLog(loggedIn, asked);
    }
}

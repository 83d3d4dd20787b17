package dt.cli;

import dt.inventory.Host;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;

/** Paths on a host that begin as somebody types: asked by ls, without a question to the person, and not for long. */
record RemotePaths(Surroundings caller) {
    private static final Set<Flag> OF_CONNECTIONS =
            Set.of(Flag.DB, Flag.USER, Flag.SSH_CONFIG, Flag.SSH_OPTION, Flag.HOSTKEYS);

    private static final List<String> BOUNDS = List.of(
            "--quiet",
            "--no-journal",
            "--yes",
            "--timeout=3",
            "--command-timeout=3",
            "--run-timeout=4",
            "--max-output=256k",
            "--output=raw");

    /** @param typed the beginning; a folder ends in a slash */
    List<String> on(Host host, Options options, String typed) {
        var folder = typed.substring(0, typed.lastIndexOf('/') + 1);
        var beginning = typed.substring(folder.length());
        var found = new ArrayList<String>();
        for (var line : asked(host, options, folder).lines().toList()) {
            var name = line.startsWith(host.label() + ": ")
                    ? line.substring(host.label().length() + 2)
                    : "";
            boolean self = name.equals("./") || name.equals("../") || name.isEmpty();
            boolean hidden = name.startsWith(".") && beginning.isEmpty();
            // One with a backslash is a name that could not be shown as it is.
            if (!self && !hidden && name.startsWith(beginning) && name.indexOf('\\') < 0) {
                found.add(folder + name);
            }
        }
        return found;
    }

    private String asked(Host host, Options options, String folder) {
        var out = new ByteArrayOutputStream();
        var quiet = new Surroundings(
                caller.env(),
                caller.folder(),
                caller.in(),
                out,
                OutputStream.nullOutputStream(),
                Terminal.NONE,
                Prompt.NOBODY,
                new Interrupt(),
                caller.secrets(),
                caller.connections());
        var words = new ArrayList<>(connecting(options).words());
        words.addAll(BOUNDS);
        words.addAll(List.of("--", "sys:" + host.label(), "ssh", "ls -1ap -- " + quoted(folder)));
        Dt.run(words, quiet);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Options connecting(Options options) {
        var values = new EnumMap<Flag, List<String>>(Flag.class);
        OF_CONNECTIONS.forEach(flag -> values.put(flag, options.all(flag)));
        return new Options(values);
    }

    /** For the shell of the host: one word, whatever is in it, but for a ~ at its beginning. */
    private static String quoted(String folder) {
        if (folder.isEmpty()) {
            return ".";
        }
        boolean home = folder.startsWith("~/");
        var rest = home ? folder.substring(2) : folder;
        return (home ? "~/" : "") + (rest.isEmpty() ? "" : "'" + rest.replace("'", "'\\''") + "'");
    }
}

package dt.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All that a call of dt takes from its caller. Nothing below asks the process for it, so that many calls with different
 * callers can live in one process.
 *
 * @param env environment variables
 * @param folder the current folder
 * @param in standard input
 * @param out standard output; buffered by nobody yet
 * @param err standard error
 * @param terminal what the three streams are connected to
 * @param prompt how to ask the person
 * @param interrupt how the person ends what is under way
 * @param connections where the connections of a run come from
 */
record Surroundings(
        Map<String, String> env,
        Path folder,
        InputStream in,
        OutputStream out,
        OutputStream err,
        Terminal terminal,
        Prompt prompt,
        Interrupt interrupt,
        Connections connections) {
    Surroundings {
        env = Map.copyOf(env);
    }

    /** A caller with a process of its own. */
    Surroundings(
            Map<String, String> env,
            Path folder,
            InputStream in,
            OutputStream out,
            OutputStream err,
            Terminal terminal,
            Prompt prompt,
            Interrupt interrupt) {
        this(env, folder, in, out, err, terminal, prompt, interrupt, new Connections.OfOneRun());
    }

    /** The home folder: HOME, as everywhere in a shell. */
    Path home() {
        return Path.of(env.getOrDefault("HOME", "/"));
    }

    /** A variable that counts as unset when it is empty, as the XDG rules and NO_COLOR want it. */
    Optional<String> variable(String name) {
        var value = env.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** A folder of the XDG base directory specification: the variable, else {@code preset} below the home folder. */
    Path xdg(String name, String preset) {
        return variable(name).map(Path::of).filter(Path::isAbsolute).orElse(home().resolve(preset));
    }

    /** The same caller with another standard input, for what runs within a command. */
    Surroundings in(InputStream input) {
        return new Surroundings(env, folder, input, out, err, terminal, prompt, interrupt, connections);
    }

    /** Where what memory has no room for goes. */
    Path scratch() {
        return variable("TMPDIR").map(Path::of).filter(Path::isAbsolute).orElse(Path.of("/tmp"));
    }
}

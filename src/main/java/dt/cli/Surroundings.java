package dt.cli;

import dt.secret.Secrets;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
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
 * @param secrets what no stream may say: answers to hidden prompts, and more as options name it
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
        Secrets secrets,
        Connections connections) {
    Surroundings {
        env = Map.copyOf(env);
    }

    /** A caller whose secrets are kept from now on: what it types hidden is not said on standard error. */
    Surroundings(
            Map<String, String> env,
            Path folder,
            InputStream in,
            OutputStream out,
            OutputStream stderr,
            Terminal terminal,
            Prompt person,
            Interrupt interrupt) {
        var secrets = new Secrets();
        var kept = new KeptPrompt(person, secrets);
        this(
                env,
                folder,
                in,
                out,
                secrets.mask(stderr),
                terminal,
                kept,
                interrupt,
                secrets,
                new Connections.OfOneRun());
    }

    /** The home folder: HOME, as everywhere in a shell; where that names none, the one of the password file, as for ssh. */
    Path home() {
        return variable("HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home", "/")));
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
        return new Surroundings(env, folder, input, out, err, terminal, prompt, interrupt, secrets, connections);
    }

    /** The same caller with other connections. */
    Surroundings over(Connections other) {
        return new Surroundings(env, folder, in, out, err, terminal, prompt, interrupt, secrets, other);
    }

    /** The same caller at another terminal. */
    Surroundings on(Terminal other) {
        return new Surroundings(env, folder, in, out, err, other, prompt, interrupt, secrets, connections);
    }

    /** The same caller in another folder. */
    Surroundings at(Path other) {
        return new Surroundings(env, other, in, out, err, terminal, prompt, interrupt, secrets, connections);
    }

    /** The same caller with another value of a variable. */
    Surroundings with(String name, String value) {
        var more = new HashMap<>(env);
        more.put(name, value);
        return new Surroundings(more, folder, in, out, err, terminal, prompt, interrupt, secrets, connections);
    }

    /** Where dt keeps what outlives a run: the state folder of the XDG base directory specification. */
    Path state() {
        return xdg("XDG_STATE_HOME", ".local/state").resolve("dt");
    }

    /** Where what memory has no room for goes. */
    Path scratch() {
        return variable("TMPDIR").map(Path::of).filter(Path::isAbsolute).orElse(Path.of("/tmp"));
    }
}

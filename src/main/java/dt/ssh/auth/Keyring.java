package dt.ssh.auth;

import dt.ssh.Credentials;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What all logins of one run share: the agents' lists, key files and what was opened of them, and the answers of the
 * person at the terminal, who is asked once for each key and once for each user's password. Closing it forgets the
 * secrets.
 */
public final class Keyring implements AutoCloseable {
    private final Map<Path, KeyFile> files = new ConcurrentHashMap<>();
    private final Map<Path, Agent> agents = new ConcurrentHashMap<>();
    private final Map<String, Once<Optional<char[]>>> passwords = new ConcurrentHashMap<>();
    private final Passphrases passphrases;
    private final Agent.Limits agentLimits;
    private final Consumer<String> warnings;

    /**
     * @param prompt asks the person who started the run
     * @param warnings gets a line when an agent fails, from any thread
     */
    public Keyring(Prompt prompt, Consumer<String> warnings) {
        this(prompt, warnings, Agent.Limits.STANDARD);
    }

    Keyring(Prompt prompt, Consumer<String> warnings, Agent.Limits agentLimits) {
        this.passphrases = new Passphrases(prompt);
        this.warnings = warnings;
        this.agentLimits = agentLimits;
    }

    /** The login of hosts with these settings. */
    public Credentials credentials(LoginSettings settings) {
        return new KeyringLogin(settings, this);
    }

    KeyFile file(Path path, String name) {
        return files.computeIfAbsent(path, p -> KeyFile.read(p, name));
    }

    Agent agent(Path socket) {
        return agents.computeIfAbsent(socket, s -> new Agent(s, agentLimits, warnings));
    }

    Passphrases.Opened open(KeyFile file) throws InterruptedException {
        return file.open(passphrases);
    }

    /** The password of a user on all hosts; a copy, to be wiped. Asked for on behalf of the first host that wants it. */
    Optional<char[]> password(String user, String host) throws InterruptedException {
        var question = "password for " + user + "@" + host + " and other hosts that ask " + user + " for one: ";
        return passwords
                .computeIfAbsent(user, _ -> new Once<>())
                .get(() -> passphrases.ask(question))
                .map(char[]::clone);
    }

    /** Forgets keys and passwords. Logins under way may fail. */
    @Override
    public void close() {
        files.clear();
        passwords.values().forEach(once -> once.found().ifPresent(p -> p.ifPresent(chars -> Arrays.fill(chars, '\0'))));
        passwords.clear();
    }
}

package dt.sshconfig;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * With which keys to log in.
 *
 * @param files {@code IdentityFile} in the order to try, {@code none} left in; see {@link #keyFiles}
 * @param standard nobody named a file: these are ssh's standard ones, and most will not exist
 * @param only {@code IdentitiesOnly}: of the agent's keys only those of {@code files} and {@code certificates}
 * @param certificates {@code CertificateFile}; empty: {@code FILE-cert.pub} beside each key file
 * @param agent {@code IdentityAgent}, or null; see {@link #agentSocket}
 */
public record Identities(
        List<Expanded> files,
        boolean standard,
        boolean only,
        List<Expanded> certificates,
        @Nullable Expanded agent,
        AddToAgent addToAgent) {

    /** {@code AddKeysToAgent}. */
    public enum Adding {
        YES("true"),
        NO("false"),
        ASK("ask"),
        CONFIRM("confirm");

        private final String printed;

        Adding(String printed) {
            this.printed = printed;
        }

        /** As {@code ssh -G} prints it. */
        @Override
        public String toString() {
            return printed;
        }
    }

    /** {@code AddKeysToAgent}; a key is forgotten after so many seconds, never where that is 0. */
    public record AddToAgent(Adding adding, int seconds) {}

    public Identities {
        files = List.copyOf(files);
        certificates = List.copyOf(certificates);
    }

    /** The files without the word {@code none}. */
    public List<Expanded> keyFiles() {
        return files.stream().filter(f -> !f.written().equalsIgnoreCase("none")).toList();
    }

    /** The socket of the agent to ask, given the caller's environment; empty: ask no agent. */
    public Optional<String> agentSocket(Map<String, String> environment) {
        if (agent == null || agent.text().equals("SSH_AUTH_SOCK")) {
            return named("SSH_AUTH_SOCK", environment);
        }
        if (agent.text().equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        return agent.text().startsWith("$") ? named(agent.text().substring(1), environment) : Optional.of(agent.text());
    }

    private static Optional<String> named(String variable, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(variable)).filter(path -> !path.isEmpty());
    }
}

package dt.ssh.auth;

import dt.ssh.key.Certificate;
import dt.ssh.key.KeyBlob;
import dt.ssh.key.KeyType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys for one host in the order to offer them, as pubkey_prepare of sshconnect2.c has it: certificates, the agent's
 * keys that the configuration names, the agent's others, and keys that are in files only.
 */
final class Identities {
    private static final Set<KeyType> SECURITY_KEYS = Set.of(KeyType.SK_ED25519, KeyType.SK_ECDSA);

    private final LoginSettings settings;
    private final Keyring keyring;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Identity> found = new ArrayList<>();
    private final Set<KeyBlob> seen = new HashSet<>();

    Identities(LoginSettings settings, Keyring keyring) {
        this.settings = settings;
        this.keyring = keyring;
    }

    /** What kept a key from being offered. */
    List<Problem> problems() {
        return problems;
    }

    List<Identity> inOrder() throws InterruptedException {
        var files = new ArrayList<KeyFile>();
        for (var path : settings.identityFiles()) {
            files.add(keyring.file(path, settings.shown(path)));
        }
        var agent = Optional.ofNullable(settings.agentSocket()).map(keyring::agent);
        List<Agent.Key> listed = List.of();
        if (agent.isPresent()) {
            var listing = agent.get().listing();
            listed = listing.keys();
            listing.problem().ifPresent(problems::add);
        }
        certificates(files, agent, listed);
        for (var file : files) {
            for (var key : listed) {
                if (file.publicKey().filter(key.blob()::equals).isPresent()) {
                    add(agent, key, "key " + file.name());
                }
            }
        }
        for (var key : settings.identitiesOnly() ? List.<Agent.Key>of() : listed) {
            var comment = Plain.text(key.comment());
            add(agent, key, "agent key " + (comment.isEmpty() ? key.blob().fingerprint() : comment));
        }
        for (var file : files) {
            add(file);
        }
        return List.copyOf(found);
    }

    private void certificates(List<KeyFile> files, Optional<Agent> agent, List<Agent.Key> listed)
            throws InterruptedException {
        boolean named = !settings.certificateFiles().isEmpty();
        var paths = named
                ? settings.certificateFiles()
                : settings.identityFiles().stream()
                        .map(p -> p.resolveSibling(p.getFileName() + "-cert.pub"))
                        .toList();
        for (var path : paths) {
            var name = settings.shown(path);
            var certificate = certificate(path, name, named);
            if (certificate.isEmpty()) {
                continue;
            }
            var holder = holder(certificate.get(), files, agent, listed);
            if (holder.isPresent() && seen.add(certificate.get())) {
                found.add(new Identity(name, certificate.get(), holder.get()));
            } else if (holder.isEmpty()) {
                problems.add(new Problem(
                        "no private key for certificate " + name,
                        "name its key with IdentityFile, or add it to the agent"));
            }
        }
    }

    private Optional<KeyBlob> certificate(Path path, String name, boolean named) {
        try {
            var key = KeyFile.publicKey(KeyFile.content(path));
            var usable = key.filter(k ->
                    k.certificate().filter(c -> c.kind() == Certificate.USER).isPresent());
            if (usable.isEmpty()) {
                problems.add(new Problem(name + " is no certificate of a user", "check CertificateFile"));
            }
            return usable;
        } catch (IOException e) {
            if (named) {
                problems.add(new Problem("certificate " + name + " cannot be read", "check CertificateFile"));
            }
            return Optional.empty();
        }
    }

    private static Optional<Identity.Holder> holder(
            KeyBlob certificate, List<KeyFile> files, Optional<Agent> agent, List<Agent.Key> listed) {
        for (var key : listed) {
            if (agent.isPresent()
                    && (key.blob().equals(certificate) || key.blob().equals(certificate.plain()))) {
                return Optional.of(new Identity.Holder.ByAgent(agent.get(), key.blob()));
            }
        }
        for (var file : files) {
            if (file.secret().isPresent()
                    && file.publicKey().filter(certificate.plain()::equals).isPresent()) {
                return Optional.of(new Identity.Holder.ByFile(file));
            }
        }
        return Optional.empty();
    }

    private void add(Optional<Agent> agent, Agent.Key key, String name) {
        if (agent.isPresent() && key.blob().type() != KeyType.DSA && seen.add(key.blob())) {
            found.add(new Identity(name, key.blob(), new Identity.Holder.ByAgent(agent.get(), key.blob())));
        }
    }

    private void add(KeyFile file) throws InterruptedException {
        if (file.publicKey().filter(seen::contains).isPresent()) {
            return;
        }
        if (file.secret().isEmpty()) {
            if (!(file.absent() && settings.standard())) {
                problems.add(file.problem()
                        .orElseGet(() -> new Problem(
                                file.name() + " is only a public key", "add its private key to the agent")));
            }
            return;
        }
        var publicKey = file.publicKey();
        if (publicKey.filter(k -> SECURITY_KEYS.contains(k.type())).isPresent()) {
            problems.add(new Problem(
                    "key " + file.name() + " is in a security key, which only an agent can use",
                    "add it to an agent with ssh-add " + file.name()));
            return;
        }
        if (publicKey.isEmpty()) {
            switch (keyring.open(file)) {
                case Passphrases.Opened.Ready(var key) -> publicKey = Optional.of(key.publicKey());
                case Passphrases.Opened.Shut(var problem) -> problems.add(problem);
            }
        }
        publicKey.filter(seen::add).ifPresent(key -> found.add(identity(file, key)));
    }

    private static Identity identity(KeyFile file, KeyBlob key) {
        return new Identity("key " + file.name(), key, new Identity.Holder.ByFile(file));
    }
}

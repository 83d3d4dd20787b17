package dt.module.shell;

import dt.inventory.Host;
import dt.module.Collected;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Command;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Adds public keys to a user's authorized_keys on every host: each once, with the modes that sshd wants. */
public final class SshCopyId implements HostModule {
    private static final Pattern KEY =
            Pattern.compile("(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[A-Za-z0-9@.-]{1,64} [A-Za-z0-9+/]{40,65536}={0,3}( .*)?");

    /**
     * Keys from standard input, a line each: type, key, comment. A key is there when a line holds its type and key as
     * words, options before or another comment behind them. The lock is for two that run at once; not every host has it.
     */
    private static final String ADD = "umask 077; cd && mkdir -p .ssh && chmod go-w . && chmod 700 .ssh || exit 1; "
            + "f=.ssh/authorized_keys; exec 9>>$f || exit 1; flock 9 2>/dev/null; chmod 600 $f || exit 1; n=0; o=0; "
            + "while read -r t k c; do if grep -v \"^#\" $f | grep -qF -e \"$t $k\"; then o=$((o+1)); continue; fi; "
            + "[ -z \"$(tail -c 1 $f)\" ] || echo >>$f || exit 1; "
            + "printf \"%s\\n\" \"$t $k${c:+ $c}\" >>$f || exit 1; n=$((n+1)); done; "
            + "if [ $n -gt 0 ] && command -v restorecon >/dev/null 2>&1; then restorecon -F .ssh $f >/dev/null 2>&1; fi; "
            + "echo \"$n added, $o already there\"";

    private final Path folder;
    private final Path home;

    /** @param folder where relative file names start */
    public SshCopyId(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
    }

    @Override
    public String name() {
        return "ssh-copy-id";
    }

    @Override
    public String usage() {
        return "KEYFILE...";
    }

    @Override
    public String summary() {
        return "add public keys to authorized_keys on each host, each once";
    }

    @Override
    public String details() {
        return """
                KEYFILE is a public key, or a private one with its public key beside it (KEYFILE.pub).
                A key that is there already is left alone, whatever comment or options it has.
                JSON: keys_added, keys_known.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        if (request.args().isEmpty()) {
            throw new UsageException(
                    "ssh-copy-id needs a key file; name one, as in: dt all ssh-copy-id ~/.ssh/id_ed25519.pub");
        }
        Set<String> keys = new LinkedHashSet<>();
        for (var name : request.args()) {
            keys.addAll(read(name));
        }
        return new Add(List.copyOf(keys), request, new ConcurrentHashMap<>());
    }

    private List<String> read(String name) throws UsageException {
        try {
            var file = name.startsWith("~/") ? home.resolve(name.substring(2)) : folder.resolve(name);
            var beside = file.resolveSibling(file.getFileName() + ".pub");
            if (!name.endsWith(".pub") && Files.exists(beside)) {
                file = beside;
            }
            var keys = new ArrayList<String>();
            for (var line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
                var words = line.strip();
                if (words.isEmpty() || words.startsWith("#")) {
                    continue;
                }
                if (!KEY.matcher(words).matches()) {
                    throw new UsageException(name + " has a line that is no public key; give the .pub file");
                }
                keys.add(words);
            }
            if (keys.isEmpty()) {
                throw new UsageException(name + " has no public key; give the .pub file");
            }
            return keys;
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("cannot read the key file " + name + ": " + Script.reason(e) + "; check the name");
        }
    }

    private record Add(List<String> keys, Request request, Map<Host, Map<String, Object>> counts) implements Job {
        private static final Pattern SAID = Pattern.compile("(\\d+) added, (\\d+) already there");

        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            var lines = (String.join("\n", keys) + "\n").getBytes(StandardCharsets.ISO_8859_1);
            var line = "exec /bin/sh -c '" + ADD + "' dt";
            var said = new Collected();
            var outcome = Outcome.of(remote.run(
                    new Command(line, () -> new ByteArrayInputStream(lines), request.commandTimeout(), Map.of()),
                    said));
            said.tell(output);
            var counted = SAID.matcher(new String(said.out(), StandardCharsets.UTF_8));
            if (counted.find()) {
                var known = new LinkedHashMap<String, Object>();
                known.put("keys_added", Integer.valueOf(counted.group(1)));
                known.put("keys_known", Integer.valueOf(counted.group(2)));
                counts.put(host, known);
            }
            return outcome;
        }

        @Override
        public Map<String, Object> facts(Host host) {
            return counts.getOrDefault(host, Map.of());
        }

        @Override
        public String plan(Host host) {
            return "add " + keys.size() + (keys.size() == 1 ? " key" : " keys") + " to ~/.ssh/authorized_keys";
        }
    }
}

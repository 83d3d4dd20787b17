package dt.inventory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hosts that ssh has met (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). A line is one host under several names, so
 * only its first plain name is taken. Hashed names, patterns, {@code @revoked} and {@code @cert-authority} lines name
 * none. Nothing in this file is an error, as nothing is for ssh.
 */
final class KnownHosts {
    private KnownHosts() {}

    static HostFile read(String name, byte[] bytes) {
        var file = new HostFile(name);
        var seen = new HashSet<String>();
        var lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        for (var i = 0; i < lines.length; i++) {
            var names = lines[i].strip().split("[ \t]", 2)[0];
            if (names.isEmpty() || "#@|".indexOf(names.charAt(0)) >= 0) {
                continue;
            }
            for (var one : names.split(",", -1)) {
                var target = plain(one);
                if (target != null) {
                    if (seen.add(target.host())) {
                        add(file, target, i + 1);
                    }
                    break;
                }
            }
        }
        return file;
    }

    private static void add(HostFile file, Target target, int line) {
        List<Claim> claims = new ArrayList<>(1);
        if (target.port() != null) {
            claims.add(new Claim.Port(target.port(), line, 1));
        }
        file.add(target.host(), new HostFile.Block(file, line, 1, claims));
    }

    private static @Nullable Target plain(String name) {
        if (name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.startsWith("!")) {
            return null;
        }
        try {
            var target = Target.of(name);
            var host = target.host();
            // ssh puts a name with a port in brackets, whatever the name is.
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            return Words.names(host).size() == 1 ? new Target(null, host, target.port()) : null;
        } catch (IllegalArgumentException notAName) {
            return null;
        }
    }
}

package dt.sshconfig;

import java.nio.file.Path;
import java.util.Map;

/**
 * Who asks, and from where: what ssh would take from the system, given here, so that one process can serve calls with
 * different homes, folders and environments.
 *
 * @param user login name of the local user
 * @param hostName name of this machine, as gethostname(2) gives it
 * @param home where {@code ~} is; not asked of the password file
 * @param folder current folder, for relative file names and {@code Match exec}
 */
public record Local(String user, long uid, String hostName, Path home, Path folder, Map<String, String> environment) {
    public Local {
        environment = Map.copyOf(environment);
    }
}

package dt.module.nssmap;

import dt.module.UsageException;
import dt.nssmap.Collision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The users who may come in: a folder with a file of public keys for each.
 *
 * @param keys for each user the file, as sshd reads it
 */
record RosterFolder(SortedMap<String, String> keys) {
    private static final Pattern KEY = Pattern.compile(
            "(.* )?(ssh|ecdsa|sk-ssh|sk-ecdsa)-[A-Za-z0-9@.-]{1,64} [A-Za-z0-9+/]{40,65536}={0,3}( .*)?");
    private static final int LARGEST = 1 << 20;

    /**
     * Reads the folder, files that begin with a dot apart.
     *
     * @throws UsageException for a name that the config does not map, a file without a key, or two names of one UID
     */
    static RosterFolder read(Path folder, String name, Config config) throws UsageException {
        var keys = new TreeMap<String, String>();
        try (var files = Files.list(folder.resolve(name))) {
            for (var file : files.sorted().toList()) {
                var user = String.valueOf(file.getFileName());
                if (!user.startsWith(".")) {
                    keys.put(user, keys(name, file, user, config));
                }
            }
        } catch (IOException e) {
            throw new UsageException("cannot read the roster " + name + ": " + Config.reason(e)
                    + "; it is a folder with a file of public keys for each user");
        }
        for (var collision : Collision.among(config.conf(), keys.keySet())) {
            throw new UsageException(name + ": " + String.join(" and ", collision.names()) + " have the UID "
                    + collision.uid() + "; add to the config: " + collision.pin());
        }
        return new RosterFolder(keys);
    }

    private static String keys(String roster, Path file, String user, Config config)
            throws UsageException, IOException {
        var refusal = config.conf().refusal(user);
        if (refusal.isPresent()) {
            throw new UsageException(roster + "/" + user + " would map nobody: " + refusal.get()
                    + "; each file is called as its user: rename or remove it");
        }
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            throw new UsageException(roster + "/" + user + " is no file of public keys; remove it");
        }
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (var line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#") && !KEY.matcher(line).matches()) {
                throw new UsageException(
                        roster + "/" + user + " has a line that is no public key; put the .pub file there");
            }
        }
        return text;
    }
}

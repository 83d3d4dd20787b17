package dt.ssh.hostkey;

import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import dt.ssh.key.KeyBlob;
import dt.ssh.key.MalformedKeyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The keys of a RevokedHostKeys file: one public key a line. What cannot be read revokes everything, as with ssh. */
record RevokedKeys(Set<KeyBlob> keys) {
    private static final String BINARY_LIST = "SSHKRL\n";

    static RevokedKeys read(Path file) throws RemoteException {
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new RemoteException(
                    Reason.HOSTKEY,
                    "RevokedHostKeys " + file + " cannot be read: no host is trusted without it; make it readable or"
                            + " take it out of ssh_config",
                    e);
        }
        if (text.startsWith(BINARY_LIST)) {
            throw new RemoteException(
                    Reason.HOSTKEY,
                    "RevokedHostKeys " + file + " is a binary revocation list: dt does not read those; name a file"
                            + " with one public key a line");
        }
        var keys = new HashSet<KeyBlob>();
        for (var line : text.split("\n", -1)) {
            for (var word : line.strip().split("[ \t]+", -1)) {
                try {
                    keys.add(KeyBlob.parse(word).plain());
                    break;
                } catch (MalformedKeyException notThisWord) {
                    // Options, type and comment stand around the key.
                }
            }
        }
        return new RevokedKeys(keys);
    }

    boolean contains(KeyBlob key) {
        return keys.contains(key.plain())
                || key.certificate().filter(c -> keys.contains(c.authority())).isPresent();
    }
}

package dt.ssh.hostkey;

import dt.ssh.key.KeyBlob;
import java.nio.file.Path;

/** One line of a known_hosts file. */
record KnownKey(Marker marker, HostNames hosts, KeyBlob key, Path file, int line) {
    /** Where it stands, for messages: {@code /root/.ssh/known_hosts:12}. */
    String place() {
        return file + ":" + line;
    }
}

package dt.ssh.auth;

import java.util.List;
import net.schmizz.sshj.common.SSHException;

/** What a host says during a login (RFC 4252). */
sealed interface Reply {
    record Success() implements Reply {}

    /**
     * Not this way.
     *
     * @param methods those that can go on
     * @param partial the request was good, and the host wants more
     */
    record Refused(List<String> methods, boolean partial) implements Reply {}

    /** Message 60: what it means depends on the method. */
    record Further(Payload payload) implements Reply {}

    /** The connection ended. */
    record Ended(SSHException why) implements Reply {}

    /** The bytes of a message. */
    final class Payload {
        private final byte[] bytes;

        Payload(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}

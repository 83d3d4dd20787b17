package dt.sshconfig;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says of one host, defaults filled in, names and files expanded.
 *
 * @param host the name as typed
 * @param hostName name or address to connect to, IPv6 without brackets
 * @param hostKeyAlias under which name the host key is known, or null: under {@code hostName} and port
 * @param connectTimeout null or zero: not limited here
 * @param aliveInterval zero: never ask a silent host for a sign of life
 * @param sendEnv patterns of variables that are passed on
 * @param setEnv {@code NAME=value}
 */
public record Settings(
        String host,
        String hostName,
        int port,
        String user,
        @Nullable String hostKeyAlias,
        AddressFamily addressFamily,
        Route route,
        @Nullable Duration connectTimeout,
        Duration aliveInterval,
        int aliveCountMax,
        boolean compression,
        TtyRequest tty,
        List<String> sendEnv,
        List<String> setEnv,
        Identities identities,
        HostKeyRules hostKeys,
        LoginRules logins,
        Algorithms algorithms) {

    /** {@code RequestTTY}. */
    public enum TtyRequest {
        AUTO("auto"),
        NO("false"),
        YES("true"),
        FORCE("force");

        private final String printed;

        TtyRequest(String printed) {
            this.printed = printed;
        }

        /** As {@code ssh -G} prints it. */
        @Override
        public String toString() {
            return printed;
        }
    }

    /** {@code UpdateHostKeys}, {@code VerifyHostKeyDNS}. */
    public enum YesNoAsk {
        YES("true"),
        NO("false"),
        ASK("ask");

        private final String printed;

        YesNoAsk(String printed) {
            this.printed = printed;
        }

        /** As {@code ssh -G} prints it. */
        @Override
        public String toString() {
            return printed;
        }
    }

    /** {@code PubkeyAuthentication}: whether to log in by key, and whether a signature names the host key. */
    public enum PublicKeyUse {
        YES("true"),
        NO("false"),
        UNBOUND("unbound"),
        HOST_BOUND("host-bound");

        private final String printed;

        PublicKeyUse(String printed) {
            this.printed = printed;
        }

        /** As {@code ssh -G} prints it. */
        @Override
        public String toString() {
            return printed;
        }
    }

    /**
     * Which host keys are trusted.
     *
     * @param userFiles {@code UserKnownHostsFile}; empty: none
     * @param globalFiles {@code GlobalKnownHostsFile}; empty: none
     * @param revoked {@code RevokedHostKeys}, or null
     */
    public record HostKeyRules(
            HostKeyChecking strict,
            List<Expanded> userFiles,
            List<Expanded> globalFiles,
            @Nullable Expanded revoked,
            boolean hash,
            boolean checkHostIp,
            YesNoAsk update,
            YesNoAsk verifyDns) {
        public HostKeyRules {
            userFiles = List.copyOf(userFiles);
            globalFiles = List.copyOf(globalFiles);
        }
    }

    /**
     * By which methods to log in.
     *
     * @param preferred {@code PreferredAuthentications}, first the best; empty: not said
     * @param batch nobody is there to answer a prompt
     */
    public record LoginRules(
            List<String> preferred,
            PublicKeyUse publicKey,
            boolean password,
            boolean keyboardInteractive,
            boolean batch,
            int passwordPrompts) {
        public LoginRules {
            preferred = List.copyOf(preferred);
        }
    }

    public Settings {
        sendEnv = List.copyOf(sendEnv);
        setEnv = List.copyOf(setEnv);
    }

    /** The variables that SendEnv takes from an environment and those that SetEnv sets, in the order of their names. */
    public Map<String, String> environment(Map<String, String> from) {
        var sent = new TreeMap<String, String>();
        for (var pattern : sendEnv) {
            var glob = new Glob(pattern);
            from.forEach((name, value) -> {
                if (glob.matches(name)) {
                    sent.put(name, value);
                }
            });
        }
        for (var assignment : setEnv) {
            int equals = assignment.indexOf('=');
            sent.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        return sent;
    }

    /** Lines {@code key value}, named and spelt as {@code ssh -G} prints them, for the keys that dt obeys. */
    public List<String> asSshG() {
        return Printed.of(this);
    }
}

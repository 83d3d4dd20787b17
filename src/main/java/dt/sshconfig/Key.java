package dt.sshconfig;

/** The keywords that dt obeys. */
enum Key {
    ADD_KEYS_TO_AGENT("AddKeysToAgent"),
    ADDRESS_FAMILY("AddressFamily"),
    BATCH_MODE("BatchMode"),
    CA_SIGNATURE_ALGORITHMS("CASignatureAlgorithms"),
    CANONICALIZE_HOSTNAME("CanonicalizeHostname"),
    CERTIFICATE_FILE("CertificateFile"),
    CHECK_HOST_IP("CheckHostIP"),
    CIPHERS("Ciphers"),
    COMPRESSION("Compression"),
    CONNECT_TIMEOUT("ConnectTimeout"),
    GLOBAL_KNOWN_HOSTS_FILE("GlobalKnownHostsFile"),
    HASH_KNOWN_HOSTS("HashKnownHosts"),
    HOST_KEY_ALGORITHMS("HostKeyAlgorithms"),
    HOST_KEY_ALIAS("HostKeyAlias"),
    HOST_NAME("HostName"),
    IDENTITIES_ONLY("IdentitiesOnly"),
    IDENTITY_AGENT("IdentityAgent"),
    IDENTITY_FILE("IdentityFile"),
    KBD_INTERACTIVE_AUTHENTICATION("KbdInteractiveAuthentication"),
    KEX_ALGORITHMS("KexAlgorithms"),
    MACS("MACs"),
    NUMBER_OF_PASSWORD_PROMPTS("NumberOfPasswordPrompts"),
    PASSWORD_AUTHENTICATION("PasswordAuthentication"),
    PORT("Port"),
    PREFERRED_AUTHENTICATIONS("PreferredAuthentications"),
    PROXY_COMMAND("ProxyCommand"),
    PROXY_JUMP("ProxyJump"),
    PUBKEY_ACCEPTED_ALGORITHMS("PubkeyAcceptedAlgorithms"),
    PUBKEY_AUTHENTICATION("PubkeyAuthentication"),
    REQUEST_TTY("RequestTTY"),
    REVOKED_HOST_KEYS("RevokedHostKeys"),
    SEND_ENV("SendEnv"),
    SERVER_ALIVE_COUNT_MAX("ServerAliveCountMax"),
    SERVER_ALIVE_INTERVAL("ServerAliveInterval"),
    SET_ENV("SetEnv"),
    STRICT_HOST_KEY_CHECKING("StrictHostKeyChecking"),
    UPDATE_HOST_KEYS("UpdateHostKeys"),
    USER("User"),
    USER_KNOWN_HOSTS_FILE("UserKnownHostsFile"),
    VERIFY_HOST_KEY_DNS("VerifyHostKeyDNS");

    private final String spelling;

    Key(String spelling) {
        this.spelling = spelling;
    }

    String spelling() {
        return spelling;
    }

    /** How its values are read. */
    Reader reader() {
        return switch (this) {
            case ADD_KEYS_TO_AGENT -> Readers::adding;
            case ADDRESS_FAMILY -> Readers.ADDRESS_FAMILY;
            case BATCH_MODE,
                    CHECK_HOST_IP,
                    HASH_KNOWN_HOSTS,
                    IDENTITIES_ONLY,
                    KBD_INTERACTIVE_AUTHENTICATION,
                    PASSWORD_AUTHENTICATION -> Readers.FLAG;
            case CA_SIGNATURE_ALGORITHMS -> AlgorithmFamily.CA_SIGNATURE;
            case CANONICALIZE_HOSTNAME -> Readers.CANONICALIZE;
            case CERTIFICATE_FILE,
                    HOST_KEY_ALIAS,
                    HOST_NAME,
                    IDENTITY_FILE,
                    PREFERRED_AUTHENTICATIONS,
                    REVOKED_HOST_KEYS,
                    USER -> Readers::word;
            case CIPHERS -> AlgorithmFamily.CIPHER;
            case COMPRESSION -> Readers.COMPRESSION;
            case CONNECT_TIMEOUT, SERVER_ALIVE_INTERVAL -> Readers::time;
            case GLOBAL_KNOWN_HOSTS_FILE, USER_KNOWN_HOSTS_FILE -> Readers::files;
            case HOST_KEY_ALGORITHMS, PUBKEY_ACCEPTED_ALGORITHMS -> AlgorithmFamily.KEY;
            case IDENTITY_AGENT -> Readers::agent;
            case KEX_ALGORITHMS -> AlgorithmFamily.KEX;
            case MACS -> AlgorithmFamily.MAC;
            case NUMBER_OF_PASSWORD_PROMPTS, SERVER_ALIVE_COUNT_MAX -> Readers::number;
            case PORT -> Readers::port;
            case PROXY_COMMAND -> Readers::command;
            case PROXY_JUMP -> Readers::jump;
            case PUBKEY_AUTHENTICATION -> Readers.PUBLIC_KEY;
            case REQUEST_TTY -> Readers.TTY;
            case SEND_ENV -> Readers::variableNames;
            case SET_ENV -> Readers::assignments;
            case STRICT_HOST_KEY_CHECKING -> Readers.STRICT;
            case UPDATE_HOST_KEYS, VERIFY_HOST_KEY_DNS -> Readers.YES_NO_ASK;
        };
    }
}

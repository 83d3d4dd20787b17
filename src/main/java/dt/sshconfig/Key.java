package dt.sshconfig;

/** The keywords that dt obeys. */
enum Key {
    ADD_KEYS_TO_AGENT("AddKeysToAgent", Kind.ADDING),
    ADDRESS_FAMILY("AddressFamily", Kind.ADDRESS_FAMILY),
    BATCH_MODE("BatchMode", Kind.FLAG),
    CA_SIGNATURE_ALGORITHMS("CASignatureAlgorithms", Kind.CA_SIGNATURES),
    CANONICALIZE_HOSTNAME("CanonicalizeHostname", Kind.CANONICALIZE),
    CERTIFICATE_FILE("CertificateFile", Kind.WORD),
    CHECK_HOST_IP("CheckHostIP", Kind.FLAG),
    CIPHERS("Ciphers", Kind.CIPHERS),
    COMPRESSION("Compression", Kind.COMPRESSION),
    CONNECT_TIMEOUT("ConnectTimeout", Kind.TIME),
    GLOBAL_KNOWN_HOSTS_FILE("GlobalKnownHostsFile", Kind.FILES),
    HASH_KNOWN_HOSTS("HashKnownHosts", Kind.FLAG),
    HOST_KEY_ALGORITHMS("HostKeyAlgorithms", Kind.KEY_ALGORITHMS),
    HOST_KEY_ALIAS("HostKeyAlias", Kind.WORD),
    HOST_NAME("HostName", Kind.WORD),
    IDENTITIES_ONLY("IdentitiesOnly", Kind.FLAG),
    IDENTITY_AGENT("IdentityAgent", Kind.AGENT),
    IDENTITY_FILE("IdentityFile", Kind.WORD),
    KBD_INTERACTIVE_AUTHENTICATION("KbdInteractiveAuthentication", Kind.FLAG),
    KEX_ALGORITHMS("KexAlgorithms", Kind.KEX),
    MACS("MACs", Kind.MACS),
    NUMBER_OF_PASSWORD_PROMPTS("NumberOfPasswordPrompts", Kind.NUMBER),
    PASSWORD_AUTHENTICATION("PasswordAuthentication", Kind.FLAG),
    PORT("Port", Kind.PORT),
    PREFERRED_AUTHENTICATIONS("PreferredAuthentications", Kind.WORD),
    PROXY_COMMAND("ProxyCommand", Kind.COMMAND),
    PROXY_JUMP("ProxyJump", Kind.JUMP),
    PUBKEY_ACCEPTED_ALGORITHMS("PubkeyAcceptedAlgorithms", Kind.KEY_ALGORITHMS),
    PUBKEY_AUTHENTICATION("PubkeyAuthentication", Kind.PUBLIC_KEY),
    REQUEST_TTY("RequestTTY", Kind.TTY),
    REVOKED_HOST_KEYS("RevokedHostKeys", Kind.WORD),
    SEND_ENV("SendEnv", Kind.VARIABLE_NAMES),
    SERVER_ALIVE_COUNT_MAX("ServerAliveCountMax", Kind.NUMBER),
    SERVER_ALIVE_INTERVAL("ServerAliveInterval", Kind.TIME),
    SET_ENV("SetEnv", Kind.ASSIGNMENTS),
    STRICT_HOST_KEY_CHECKING("StrictHostKeyChecking", Kind.STRICT),
    UPDATE_HOST_KEYS("UpdateHostKeys", Kind.YES_NO_ASK),
    USER("User", Kind.WORD),
    USER_KNOWN_HOSTS_FILE("UserKnownHostsFile", Kind.FILES),
    VERIFY_HOST_KEY_DNS("VerifyHostKeyDNS", Kind.YES_NO_ASK);

    private final String spelling;
    private final Kind kind;

    Key(String spelling, Kind kind) {
        this.spelling = spelling;
        this.kind = kind;
    }

    String spelling() {
        return spelling;
    }

    /** How its values are read. */
    Reader reader() {
        return kind.reader();
    }
}

package dt.ssh.hostkey;

/** What known_hosts files say of one key of one host. */
sealed interface Standing {
    /** This line names the host and the key, or the authority of the certificate. */
    record Trusted(KnownKey line) implements Standing {}

    /** This line revokes the key or the authority. */
    record Revoked(KnownKey line) implements Standing {}

    /** The host is known by this line and has another key now. */
    record Changed(KnownKey line) implements Standing {}

    /** No line is about the host. */
    record Unknown() implements Standing {}
}

package dt.ssh.hostkey;

/** What a known_hosts line says of its key. */
enum Marker {
    /** It is the key of the hosts named. */
    NONE,
    /** {@code @cert-authority}: it signs the certificates of the hosts named. */
    AUTHORITY,
    /** {@code @revoked}: the hosts named must never be accepted with it. */
    REVOKED
}

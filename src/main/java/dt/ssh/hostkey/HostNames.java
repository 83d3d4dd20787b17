package dt.ssh.hostkey;

/** The first word of a known_hosts line: which hosts it is about. */
sealed interface HostNames permits ListedNames, HashedName {
    /** Whether it covers {@code name}, a lower-case {@code host} or {@code [host]:port}. */
    boolean cover(String name);
}

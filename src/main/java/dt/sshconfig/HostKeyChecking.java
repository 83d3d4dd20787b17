package dt.sshconfig;

/** {@code StrictHostKeyChecking}: what to do with a host key that no known_hosts file has. */
public enum HostKeyChecking {
    YES("true"),
    NO("false"),
    ASK("ask"),
    ACCEPT_NEW("accept-new");

    private final String printed;

    HostKeyChecking(String printed) {
        this.printed = printed;
    }

    /** As {@code ssh -G} prints it. */
    @Override
    public String toString() {
        return printed;
    }
}

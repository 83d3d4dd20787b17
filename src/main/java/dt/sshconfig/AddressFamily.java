package dt.sshconfig;

/** {@code AddressFamily}: which addresses of a name may be used. */
public enum AddressFamily {
    ANY("any"),
    INET("inet"),
    INET6("inet6");

    private final String printed;

    AddressFamily(String printed) {
        this.printed = printed;
    }

    /** As {@code ssh -G} prints it. */
    @Override
    public String toString() {
        return printed;
    }
}

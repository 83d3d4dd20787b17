package dt.ssh;

/** How far a new connection has come; tells a person where it stopped. */
enum Phase {
    JUMP("the jump host did not connect on", "check the way from the jump host to it"),
    LOOKUP("name lookup did not finish", "check DNS, or give the address in the inventory"),
    CONNECT("connect timed out", "check that the host is up and no firewall drops its ssh port, or raise -T"),
    BANNER("no SSH banner", "check that it is an ssh port and that sshd is not overloaded, or raise -T"),
    KEX("key exchange did not finish", "check the network's packet size (MTU) and the host's load, or raise -T"),
    LOGIN("login did not finish", "check the host's load and its user database (PAM, LDAP), or raise -T");

    private final String unfinished;
    private final String advice;

    Phase(String unfinished, String advice) {
        this.unfinished = unfinished;
        this.advice = advice;
    }

    /** The message for a limit that was over in this phase. */
    String timedOut(java.time.Duration limit) {
        return unfinished + (this == CONNECT ? " after " : " within ") + Failures.seconds(limit) + "; " + advice;
    }

    String words() {
        return switch (this) {
            case JUMP -> "while the jump host connected on";
            case LOOKUP -> "during the name lookup";
            case CONNECT -> "during the TCP connect";
            case BANNER -> "before its SSH banner";
            case KEX -> "during key exchange";
            case LOGIN -> "during login";
        };
    }
}

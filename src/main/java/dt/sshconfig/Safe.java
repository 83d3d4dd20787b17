package dt.sshconfig;

/**
 * Names that come from outside the configuration may end up in a {@code ProxyCommand} or {@code Match exec}, so they
 * must hold nothing that a shell obeys. OpenSSH's rules since CVE-2023-51385; files of the user are trusted.
 */
final class Safe {
    private static final String NOT_IN_HOSTS = "'`\"$\\;&<>|(){},";
    private static final String NOT_IN_USERS = "'`\";&<>|(){}";

    private Safe() {}

    static void requireHost(String name, Where where) throws SshConfigException {
        boolean safe = !name.startsWith("-")
                && name.chars()
                        .noneMatch(c ->
                                NOT_IN_HOSTS.indexOf(c) >= 0 || Ascii.isSpace((char) c) || Ascii.isControl((char) c));
        if (!safe) {
            throw where.bad(Quoted.quote(name) + " is no name of a host: a shell could obey it; "
                    + "take out blanks, quotes and signs");
        }
    }

    static void requireUser(String name, Where where) throws SshConfigException {
        boolean safe = !name.startsWith("-")
                && !name.contains(" -")
                && !name.endsWith("\\")
                && name.chars().noneMatch(c -> NOT_IN_USERS.indexOf(c) >= 0 || Ascii.isControl((char) c));
        if (!safe) {
            throw where.bad(Quoted.quote(name) + " is no name of a user: a shell could obey it; "
                    + "take out quotes and signs");
        }
    }

    static void requireJump(String clean, Where where) throws SshConfigException {
        if (clean.equals(JumpSpec.NONE)) {
            return;
        }
        for (var hop : JumpSpec.route(clean).hops()) {
            requireHost(hop.host(), where);
            if (hop.user() != null) {
                requireUser(hop.user(), where);
            }
        }
    }
}

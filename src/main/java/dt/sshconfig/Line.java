package dt.sshconfig;

import java.util.List;

/**
 * One line, cut.
 *
 * @param keyword in small letters
 * @param rest what stands behind the keyword
 * @param arguments the rest as words, up to a comment
 */
record Line(Where where, String keyword, String rest, List<String> arguments, boolean byUser) {
    /** The only argument. */
    String only() throws SshConfigException {
        if (arguments.isEmpty() || arguments.getFirst().isEmpty()) {
            throw missing();
        }
        atMost(1);
        return arguments.getFirst();
    }

    void atMost(int count) throws SshConfigException {
        if (arguments.size() > count) {
            throw where.bad(keyword + " has extra arguments, from " + Quoted.quote(arguments.get(count))
                    + " on; put quotes around a value with blanks");
        }
    }

    SshConfigException missing() {
        return where.bad(keyword + " has no value");
    }

    SshConfigException bad(String value, String wanted) {
        return where.bad("bad value " + Quoted.quote(value) + " of " + keyword + "; " + wanted);
    }
}

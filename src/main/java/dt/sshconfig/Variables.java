package dt.sshconfig;

import java.util.Map;

/** Puts in what <code>${NAME}</code> stands for. */
final class Variables {
    private Variables() {}

    static String expand(String text, Map<String, String> environment, Where where) throws SshConfigException {
        var expanded = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            expanded.append(text, at, open);
            at = value(text, open, environment, where, expanded);
        }
        return expanded.append(text, at, text.length()).toString();
    }

    /** Puts in the variable that begins at {@code open}, and says where the text goes on. */
    static int value(String text, int open, Map<String, String> environment, Where where, StringBuilder into)
            throws SshConfigException {
        int close = text.indexOf('}', open);
        if (close < 0) {
            throw where.bad(Quoted.quote(text) + " has ${ without }");
        }
        var name = text.substring(open + 2, close);
        var value = environment.get(name);
        if (value == null) {
            throw where.bad("the variable " + Quoted.quote(name) + " is not set; set it or take it out of "
                    + Quoted.quote(text));
        }
        into.append(value);
        return close + 1;
    }
}

package dt.sshconfig;

/** Puts in the home folder for {@code ~} and {@code ~user} at the beginning of a file name. */
final class Tilde {
    private Tilde() {}

    static String expand(String text, Local local, Where where) throws SshConfigException {
        if (!text.startsWith("~")) {
            return text;
        }
        int slash = text.indexOf('/');
        var user = slash < 0 ? text.substring(1) : text.substring(1, slash);
        var home = home(user, local, where);
        var path = slash < 0 ? "" : Words.skip(text.substring(slash), "/");
        return home + (home.endsWith("/") ? "" : "/") + path;
    }

    private static String home(String user, Local local, Where where) throws SshConfigException {
        if (user.isEmpty() || user.equals(local.user())) {
            return local.home().toString();
        }
        return Accounts.homeOf(user)
                .orElseThrow(() -> where.bad("no user " + Quoted.quote(user) + " for ~; write the whole path"));
    }
}

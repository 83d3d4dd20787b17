package dt.sshconfig;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the tokens of ssh_config(5) stand for at one host. */
record Tokens(Local local, String host, String typed, int port, String user, String keyAlias, String jump) {
    static final String ALL = "CLdhijklnpru";
    static final String OF_PROXY_COMMAND = "hknpr";
    static final String OF_MATCH_EXEC = "CLdhiklnpru";

    /** {@code ~}, tokens and variables, as file names have them. */
    Expanded file(Said said) throws SshConfigException {
        var path = Tilde.expand(said.text(), local, said.where());
        return new Expanded(said.text(), expand(path, ALL, true, said.where()));
    }

    String expand(String text, String allowed, boolean variables, Where where) throws SshConfigException {
        if (text.indexOf('%') < 0 && text.indexOf('$') < 0) {
            return text;
        }
        var into = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (variables && text.startsWith("${", at)) {
                at = Variables.value(text, at, local.environment(), where, into);
            } else if (text.charAt(at) == '%') {
                into.append(token(text, at + 1, allowed, where));
                at += 2;
            } else {
                into.append(text.charAt(at++));
            }
        }
        return into.toString();
    }

    private String token(String text, int at, String allowed, Where where) throws SshConfigException {
        if (at == text.length()) {
            throw where.bad("a % at the end of " + Quoted.quote(text) + "; write %% for a percent sign");
        }
        char letter = text.charAt(at);
        if (letter != '%' && allowed.indexOf(letter) < 0) {
            throw where.bad("unknown token %" + Quoted.visible(String.valueOf(letter)) + " in " + Quoted.quote(text)
                    + "; write %% for a percent sign");
        }
        return value(letter);
    }

    private String value(char letter) {
        return switch (letter) {
            case '%' -> "%";
            case 'C' -> connection();
            case 'L' -> local.hostName().split("\\.", -1)[0];
            case 'd' -> local.home().toString();
            case 'h' -> host;
            case 'i' -> String.valueOf(local.uid());
            case 'j' -> jump;
            case 'k' -> keyAlias;
            case 'l' -> local.hostName();
            case 'n' -> typed;
            case 'p' -> String.valueOf(port);
            case 'r' -> user;
            case 'u' -> local.user();
            default -> throw new IllegalArgumentException("no token %" + letter);
        };
    }

    /** {@code %C}: SHA-1 over %l%h%p%r. */
    private String connection() {
        try {
            var text = local.hostName() + host + port + user;
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}

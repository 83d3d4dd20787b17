package dt.ssh.auth;

import java.nio.file.AccessDeniedException;
import java.util.Locale;

/** Words of a host or an agent as one short line that cannot move a cursor. */
final class Plain {
    private static final int LONGEST = 200;

    private Plain() {}

    /** Why something failed, for the middle of a sentence: strerror(3) begins with a capital, Java names the file again. */
    static String reason(Exception e) {
        var said = e instanceof AccessDeniedException ? "permission denied" : text(String.valueOf(e.getMessage()));
        return said.isEmpty() ? said : said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1);
    }

    static String text(String untrusted) {
        var safe = new StringBuilder();
        untrusted
                .codePoints()
                .limit(LONGEST)
                .forEach(c -> safe.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
        return safe.toString().strip();
    }
}

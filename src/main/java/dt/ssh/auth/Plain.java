package dt.ssh.auth;

/** Words of a host or an agent as one short line that cannot move a cursor. */
final class Plain {
    private static final int LONGEST = 200;

    private Plain() {}

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

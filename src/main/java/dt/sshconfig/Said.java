package dt.sshconfig;

/**
 * A value as written, not yet expanded, and where.
 *
 * @param byUser the user's own file or option, not the system's file
 */
record Said(String text, Where where, boolean byUser) {}

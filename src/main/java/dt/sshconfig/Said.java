package dt.sshconfig;

/** A value as written, not yet expanded, and where. */
record Said(String text, Where where) {}

package dt.remote;

/**
 * A terminal that a command is to have on its host, RFC 4254 6.2. Both streams come as one then, and lines end with CR LF.
 *
 * @param term its kind, as TERM says
 */
public record Pty(String term, int columns, int rows) {}

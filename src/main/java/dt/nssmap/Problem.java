package dt.nssmap;

/**
 * A mistake in a config.
 *
 * @param line counted from 1
 * @param column counted from 1, in bytes
 * @param message what is wrong, and what would be right
 */
public record Problem(int line, int column, String message) {}

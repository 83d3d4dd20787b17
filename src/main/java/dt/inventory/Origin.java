package dt.inventory;

/**
 * Which line gave a value that is in force.
 *
 * @param key as the YAML form calls it: {@code tags}, {@code port}, {@code vars.slot}; {@code host} for where the host is
 *     first named
 * @param value as a person would write it; one tag; empty for {@code host}
 * @param place line 0 where a script said it
 */
public record Origin(String key, String value, Place place) {}

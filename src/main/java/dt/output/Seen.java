package dt.output;

/**
 * One finished host, as a view shows it.
 *
 * @param host as the run calls it, nothing encoded
 * @param text what it printed, exact bytes; the reason of a failure where that is all there is
 * @param module the module that ran, or empty where nobody knows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Seen(String host, boolean okay, byte[] text, String module) {
    public Seen(String host, boolean okay, byte[] text) {
        this(host, okay, text, "");
    }

    String status() {
        return okay ? "okay" : "fail";
    }
}

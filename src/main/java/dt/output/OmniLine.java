package dt.output;

/**
 * A result line that was read. Nothing in it is safe for a terminal.
 *
 * @param status {@code okay fail info type}
 * @param encoding empty, {@code base64} or {@code hidden}: how the text was written
 * @param host decoded
 * @param text decoded
 * @param cut whether the line was longer than the reader takes, and the end is missing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OmniLine(String status, String encoding, String module, String host, byte[] text, boolean cut) {}

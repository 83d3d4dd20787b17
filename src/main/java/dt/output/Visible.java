package dt.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The text of a host for a person to read: lines stay lines and a backslash stays one, all else as {@link Escape}. */
public final class Visible {
    private Visible() {}

    /** Lines ended by LF alone; the CR and LF that end the text are dropped. */
    public static String lines(byte[] text) {
        int end = text.length;
        while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
            end--;
        }
        var bytes = new ByteArrayOutputStream(end + 16);
        var out = new Sink(bytes);
        var escape = new Escape(out, true);
        int from = 0;
        for (int at = 0; at < end; at++) {
            if (text[at] == '\n') {
                escape.write(text, from, at - from);
                escape.end();
                out.put('\n');
                from = at + 1;
            }
        }
        escape.write(text, from, end - from);
        escape.end();
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package dt.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * The escape rule of result lines. The CR and LF that end the text are dropped; then {@code \} is {@code \\}, LF
 * {@code \n}, CR {@code \r}, and each byte that is another control character but TAB, no valid UTF-8, or part of a
 * character that {@link Utf8#acts}, is {@code \0ooo}. That is what {@code printf '%b'} of POSIX undoes.
 */
public final class Escape implements Bytes, Scan.Parts {
    private static final boolean[] WITH_BACKSLASH = specials(true);
    private static final boolean[] LEGACY = specials(false);

    private final Sink out;
    private final Scan scan;

    /** Line ends that are dropped if nothing follows; true for CR. A bit each, as a host may print nothing else. */
    private final BitSet held = new BitSet();

    private int holding;

    /** @param legacy a backslash stays one, as dtools printed it */
    Escape(Sink out, boolean legacy) {
        this.out = out;
        this.scan = new Scan(legacy ? LEGACY : WITH_BACKSLASH, this);
    }

    private static boolean[] specials(boolean backslash) {
        var specials = new boolean[128];
        for (int c = 0; c < ' '; c++) {
            specials[c] = c != '\t';
        }
        specials[0x7f] = true;
        specials['\\'] = backslash;
        return specials;
    }

    /** The whole text on one line. */
    public static String of(byte[] text) {
        var bytes = new ByteArrayOutputStream(text.length + 16);
        var sink = new Sink(bytes);
        var escape = new Escape(sink, false);
        escape.write(text, 0, text.length);
        escape.end();
        sink.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        scan.write(bytes, offset, length);
    }

    /** The text is over; another may follow. */
    void end() {
        scan.end();
        holding = 0;
        held.clear();
    }

    @Override
    public void plain(byte[] bytes, int offset, int length) {
        release();
        out.write(bytes, offset, length);
    }

    @Override
    public void special(int c) {
        if (c == '\n' || c == '\r') {
            held.set(holding++, c == '\r');
            return;
        }
        release();
        if (c == '\\') {
            out.put('\\');
            out.put('\\');
        } else {
            octal(c);
        }
    }

    @Override
    public void acting(byte[] bytes, int offset, int length) {
        release();
        for (int i = 0; i < length; i++) {
            octal(bytes[offset + i] & 0xff);
        }
    }

    @Override
    public void invalid(int b) {
        release();
        octal(b);
    }

    private void release() {
        if (holding == 0) {
            return;
        }
        for (int i = 0; i < holding; i++) {
            out.put('\\');
            out.put(held.get(i) ? 'r' : 'n');
        }
        holding = 0;
        held.clear();
    }

    private void octal(int b) {
        out.put('\\');
        out.put('0');
        out.put('0' + (b >> 6));
        out.put('0' + ((b >> 3) & 7));
        out.put('0' + (b & 7));
    }
}

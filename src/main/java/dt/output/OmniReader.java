package dt.output;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads result lines from a pipe. Trusts nothing: any bytes may come, and a line may never end. */
public final class OmniReader {
    /** Enough for all that dt keeps of a host by default, unless much of it is escaped. */
    public static final int LONGEST = 128 << 20;

    /** What stays allocated from one line to the next. */
    private static final int KEPT = 1 << 20;

    private final InputStream in;
    private final int longest;
    private byte[] line = new byte[8 << 10];
    private int used;
    private boolean cut;

    /** Who takes what was read. */
    public interface Lines {
        void omni(OmniLine line) throws IOException;

        /** A line that is none of dt, without its newline; to be escaped before it is shown. */
        void other(byte[] line) throws IOException;
    }

    public OmniReader(InputStream in) {
        this(in, LONGEST);
    }

    /** @param longest how many bytes of a line are taken; the rest of it is left out */
    public OmniReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Reads to the end. A last line needs no newline. */
    public void read(Lines lines) throws IOException {
        var buffer = new byte[64 << 10];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            int from = 0;
            for (int i = 0; i < n; i++) {
                if (buffer[i] == '\n') {
                    hold(buffer, from, i - from);
                    hand(lines);
                    from = i + 1;
                }
            }
            hold(buffer, from, n - from);
        }
        if (used > 0) {
            hand(lines);
        }
    }

    private void hold(byte[] bytes, int offset, int length) {
        int size = Math.min(length, longest - used);
        cut |= size < length;
        if (used + size > line.length) {
            line = Arrays.copyOf(line, (int) Math.min(longest, Math.max(used + size, line.length * 2L)));
        }
        System.arraycopy(bytes, offset, line, used, size);
        used += size;
    }

    private void hand(Lines lines) throws IOException {
        var parsed = OmniText.parse(line, used, cut);
        var whole = parsed.isPresent() ? new byte[0] : Arrays.copyOf(line, used);
        used = 0;
        cut = false;
        if (line.length > KEPT) {
            line = new byte[KEPT];
        }
        if (parsed.isPresent()) {
            lines.omni(parsed.get());
        } else {
            lines.other(whole);
        }
    }
}

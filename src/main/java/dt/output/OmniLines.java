package dt.output;

import dt.module.Observer;
import dt.module.Result;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** One line a host when it is done: {@code status:encoding:dt:module:host:text}. */
public final class OmniLines implements Observer {
    private final Sink out;
    private final boolean base64;
    private final boolean legacy;
    private final Colours colours;

    /**
     * @param base64 the exact bytes, in base64, instead of escapes
     * @param legacy the original's rule of escapes: a backslash stays one
     */
    public OmniLines(Sink out, boolean base64, boolean legacy, Colours colours) {
        this.out = out;
        this.base64 = base64;
        this.legacy = legacy;
        this.colours = colours;
    }

    @Override
    public void ended(Result result) {
        try {
            out.text(colours.status(result.outcome().isOkay())
                    + ":" + (base64 ? "base64" : "") + ":dt:" + result.module() + ":"
                    + host(result.host().label()) + ":");
            text(result);
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(Result result) throws IOException {
        if (base64) {
            try (var encoder = Base64.getEncoder().wrap(new Open(out))) {
                Replayed.to(result, encoder);
            }
            return;
        }
        var escape = new Escape(out, legacy);
        Replayed.to(result, new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                escape.write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                escape.write(bytes, offset, length);
            }
        });
        escape.end();
    }

    /** A line that is no result: what {@code --pretend} would do. */
    public static String info(String module, String host, String text) {
        return "info::dt:" + module + ":" + host(host) + ":" + Visible.line(text) + "\n";
    }

    /** The host between colons: percent signs, colons, blanks and controls are percent-encoded, so that cut(1) works. */
    static String host(String label) {
        var field = new StringBuilder();
        for (byte b : label.getBytes(StandardCharsets.UTF_8)) {
            if (b == ':' || b == '%' || (b >= 0 && b <= ' ') || b == 0x7f) {
                field.append(String.format("%%%02X", b));
            } else {
                field.append((char) (b & 0xff));
            }
        }
        return new String(field.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Base64 closes what it wraps; standard output stays open. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {}
    }
}

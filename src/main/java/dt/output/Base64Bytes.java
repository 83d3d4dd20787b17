package dt.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Base64 of RFC 4648, on one line, as it comes. */
final class Base64Bytes implements Bytes {
    private final OutputStream encoder;

    Base64Bytes(Sink out) {
        encoder = Base64.getEncoder().wrap(new OutputStream() {
            @Override
            public void write(int b) {
                out.put(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                out.write(bytes, offset, length);
            }
        });
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            encoder.write(bytes, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is left and the padding. */
    void end() {
        try {
            encoder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dt.secret;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Passes on what is written to it, without secrets. */
final class MaskedStream extends OutputStream {
    private final OutputStream out;
    private final Mask mask;

    MaskedStream(Secrets secrets, OutputStream out) {
        this.out = out;
        this.mask = new Mask(secrets, (_, bytes, offset, length) -> {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            mask.write(0, bytes, offset, length);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        try {
            mask.end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }
}

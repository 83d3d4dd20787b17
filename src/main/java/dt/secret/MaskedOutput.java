package dt.secret;

import dt.remote.Output;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a host prints, masked in order of arrival, as lines show it, and each stream for itself, as JSON shows them. A
 * piece that may be the beginning of a secret on its own stream lets pass what comes on the other; so the order of
 * arrival is looked at again behind that.
 */
final class MaskedOutput implements Output {
    private static final int OUT = 0;
    private static final int ERR = 1;

    private final Mask arrived;
    private final Mask out;
    private final Mask err;
    private final Mask passed;

    MaskedOutput(Secrets secrets, Output to) {
        passed = new Mask(secrets, (stream, bytes, offset, length) -> {
            try {
                if (stream == OUT) {
                    to.stdout(bytes, offset, length);
                } else {
                    to.stderr(bytes, offset, length);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        out = new Mask(secrets, passed::write);
        err = new Mask(secrets, passed::write);
        arrived = new Mask(
                secrets,
                (stream, bytes, offset, length) -> (stream == OUT ? out : err).write(stream, bytes, offset, length));
    }

    @Override
    public void stdout(byte[] bytes, int offset, int length) throws IOException {
        write(OUT, bytes, offset, length);
    }

    @Override
    public void stderr(byte[] bytes, int offset, int length) throws IOException {
        write(ERR, bytes, offset, length);
    }

    private synchronized void write(int stream, byte[] bytes, int offset, int length) throws IOException {
        try {
            arrived.write(stream, bytes, offset, length);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Passes on what was held. */
    synchronized void end() throws IOException {
        try {
            arrived.end();
            out.end();
            err.end();
            passed.end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

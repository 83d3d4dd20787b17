package dt.module;

import dt.remote.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a command printed, for a module that reads it before anybody else. Held in memory: for short answers. */
public final class Collected implements Output {
    private static final int MOST = 64 << 20;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Override
    public void stdout(byte[] bytes, int offset, int length) throws IOException {
        if (out.size() + length > MOST) {
            throw new IOException("an answer of more than " + MOST + " bytes");
        }
        out.write(bytes, offset, length);
    }

    @Override
    public void stderr(byte[] bytes, int offset, int length) {
        if (err.size() < MOST) {
            err.write(bytes, offset, length);
        }
    }

    /** Standard output so far. */
    public byte[] out() {
        return out.toByteArray();
    }

    /** Standard error so far. */
    public byte[] err() {
        return err.toByteArray();
    }

    /** Hands both on, standard output first. */
    public void tell(Output output) {
        try {
            output.stdout(out(), 0, out.size());
            output.stderr(err(), 0, err.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

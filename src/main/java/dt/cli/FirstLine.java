package dt.cli;

import dt.output.Visible;
import dt.remote.Output;
import java.io.ByteArrayOutputStream;

/** Keeps the beginning of what a host prints. */
final class FirstLine implements Output {
    private static final int LONGEST = 300;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public void stdout(byte[] bytes, int offset, int length) {
        kept.write(bytes, offset, Math.min(length, LONGEST - Math.min(LONGEST, kept.size())));
    }

    @Override
    public void stderr(byte[] bytes, int offset, int length) {
        stdout(bytes, offset, length);
    }

    /** The first line, made safe. */
    String text() {
        return Visible.lines(kept.toByteArray()).lines().findFirst().orElse("");
    }
}

package dt.output;

import dt.module.Captured;
import dt.remote.Output;
import java.io.IOException;

/**
 * Both streams of a host's output, each for itself. Read through once for what they are and once for each, as output may
 * be larger than what should be held.
 */
final class Streams {
    private final Captured output;
    private boolean utf8 = true;
    private boolean complete = true;

    Streams(Captured output) {
        this.output = output;
        var stdout = check();
        var stderr = check();
        read(stdout, stderr);
        stdout.end();
        stderr.end();
    }

    /** Whether both are valid UTF-8. */
    boolean utf8() {
        return utf8;
    }

    /** Whether all that was kept could be read so far. */
    boolean complete() {
        return complete;
    }

    void stdout(Bytes to) {
        read(to, (bytes, offset, length) -> {});
    }

    void stderr(Bytes to) {
        read((bytes, offset, length) -> {}, to);
    }

    private void read(Bytes stdout, Bytes stderr) {
        try {
            output.replay(new Output() {
                @Override
                public void stdout(byte[] bytes, int offset, int length) {
                    stdout.write(bytes, offset, length);
                }

                @Override
                public void stderr(byte[] bytes, int offset, int length) {
                    stderr.write(bytes, offset, length);
                }
            });
        } catch (IOException e) {
            // The file it was kept in cannot be read: the result is shown as far as it goes, and as cut.
            complete = false;
        }
    }

    private Scan check() {
        return new Scan(new boolean[128], new Scan.Parts() {
            @Override
            public void plain(byte[] bytes, int offset, int length) {}

            @Override
            public void special(int c) {}

            @Override
            public void acting(byte[] bytes, int offset, int length) {}

            @Override
            public void invalid(int b) {
                utf8 = false;
            }
        });
    }
}

package dt.output;

import dt.module.Captured;
import dt.module.Result;
import dt.remote.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The text of a result: output in order of arrival, then the reason where there is one to tell. */
final class Replayed {
    private Replayed() {}

    static void to(Result result, OutputStream out) throws IOException {
        var last = new int[] {'\n'};
        both(result.output(), new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                last[0] = b;
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0) {
                    last[0] = bytes[offset + length - 1];
                }
                out.write(bytes, offset, length);
            }
        });
        if (result.output().truncated()) {
            var note =
                    (last[0] == '\n' ? "" : "\n") + "[cut: " + result.output().bytes() + " bytes in all]\n";
            out.write(note.getBytes(StandardCharsets.UTF_8));
            last[0] = '\n';
        }
        var reason = Reason.of(result.outcome(), result.output().bytes() > 0);
        if (reason.isPresent()) {
            out.write(((last[0] == '\n' ? "" : "\n") + reason.get()).getBytes(StandardCharsets.UTF_8));
        }
    }

    static byte[] bytes(Result result) throws IOException {
        var bytes = new ByteArrayOutputStream();
        to(result, bytes);
        return bytes.toByteArray();
    }

    private static void both(Captured captured, OutputStream out) throws IOException {
        captured.replay(new Output() {
            @Override
            public void stdout(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void stderr(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }
        });
    }

    /** One of the two streams alone. */
    static void stream(Captured captured, boolean error, OutputStream out) throws IOException {
        captured.replay(new Output() {
            @Override
            public void stdout(byte[] bytes, int offset, int length) throws IOException {
                if (!error) {
                    out.write(bytes, offset, length);
                }
            }

            @Override
            public void stderr(byte[] bytes, int offset, int length) throws IOException {
                if (error) {
                    out.write(bytes, offset, length);
                }
            }
        });
    }
}

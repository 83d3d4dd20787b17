package dt.module;

import static java.nio.charset.StandardCharsets.UTF_8;

import dt.remote.Output;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A line that a module itself has to say about a host, among what the host printed. */
public final class Remark {
    private Remark() {}

    /**
     * Says it.
     *
     * @param error whether on standard error
     * @throws UncheckedIOException where the output cannot be kept, as on a full disk
     */
    public static void tell(Output output, boolean error, String text) {
        var line = (text + "\n").getBytes(UTF_8);
        try {
            if (error) {
                output.stderr(line, 0, line.length);
            } else {
                output.stdout(line, 0, line.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

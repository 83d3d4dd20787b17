package dt.output;

import dt.module.Result;
import dt.remote.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Tells what a host printed, both streams in order of arrival, and the reason of its failure where that is needed. */
final class Told implements Output {
    private final Bytes to;
    private int last = -1;

    private Told(Bytes to) {
        this.to = to;
    }

    static void tell(Result result, Bytes to) {
        var told = new Told(to);
        try {
            result.output().replay(told);
        } catch (IOException e) {
            told.reason("output lost: cannot read it back: " + e.getMessage());
        }
        if (told.last < 0 || Reason.besideOutput(result.outcome())) {
            told.reason(Reason.of(result.outcome()));
        }
    }

    @Override
    public void stdout(byte[] bytes, int offset, int length) {
        if (length > 0) {
            to.write(bytes, offset, length);
            last = bytes[offset + length - 1];
        }
    }

    @Override
    public void stderr(byte[] bytes, int offset, int length) {
        stdout(bytes, offset, length);
    }

    private void reason(String reason) {
        if (reason.isEmpty()) {
            return;
        }
        var line = (last < 0 || last == '\n' ? reason : "\n" + reason).getBytes(StandardCharsets.UTF_8);
        stdout(line, 0, line.length);
    }
}

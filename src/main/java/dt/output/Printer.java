package dt.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes text that is safe already. */
record Printer(OutputStream out) {
    void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void line(String text) throws IOException {
        print(text + "\n");
    }

    void flush() throws IOException {
        out.flush();
    }
}

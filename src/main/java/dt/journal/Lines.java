package dt.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Reads the lines of a journal. One that is no line of dt, or only half of one, is passed over. */
final class Lines {
    private static final int LONGEST = 16 << 20;

    private Lines() {}

    interface Taker {
        void take(Fields line) throws JournalException;
    }

    /** The first line, without which the rest says nothing. */
    static Fields first(Path file) throws JournalException {
        try (var in = open(file)) {
            var line = next(in);
            if (line.length == 0) {
                throw new JournalException("it is empty");
            }
            return parse(line);
        } catch (IOException e) {
            throw new JournalException(Journals.reason(e));
        }
    }

    /** Every whole line; answers whether all of them could be read. A last line without its end is as if not there. */
    static boolean each(Path file, Taker taker) throws JournalException {
        boolean sound = true;
        try (var in = open(file)) {
            for (var line = next(in); line.length > 0; line = next(in)) {
                if (line[line.length - 1] == '\n') {
                    sound &= one(line, taker);
                }
            }
            return sound;
        } catch (IOException e) {
            throw new JournalException(Journals.reason(e));
        }
    }

    private static boolean one(byte[] line, Taker taker) {
        try {
            taker.take(parse(line));
            return true;
        } catch (JournalException damaged) {
            // The other lines still say what they say.
            return false;
        }
    }

    private static Fields parse(byte[] line) throws JournalException {
        try {
            return new Fields(JSON.std.mapFrom(new String(line, StandardCharsets.UTF_8)));
        } catch (JacksonException e) {
            throw new JournalException("a line is damaged");
        }
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(new FileInputStream(file.toFile()), 64 << 10);
    }

    /** A line with its newline, if it has one; empty at the end. What is longer than any line of dt is cut. */
    private static byte[] next(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(256);
        int b = in.read();
        while (b >= 0) {
            if (line.size() < LONGEST) {
                line.write(b);
            }
            if (b == '\n') {
                break;
            }
            b = in.read();
        }
        return line.toByteArray();
    }
}

package dt.module.scp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Files as one stream, read as they are sent. Its last entry is a script; without it the stream is not whole. */
final class FileStream extends InputStream {
    static final String FILES = "f/";
    static final String SCRIPT = "commit";

    private final Format format;
    private final Iterator<Planned> entries;
    private final String script;
    private final AtomicLong moved;
    private final Deque<InputStream> parts = new ArrayDeque<>();
    private boolean isLast;
    private volatile @Nullable String problem;

    /** @param moved is told of every byte of a file */
    FileStream(Format format, List<Planned> entries, String script, AtomicLong moved) {
        this.format = format;
        this.entries = entries.iterator();
        this.script = script;
        this.moved = moved;
    }

    /** Why the stream ended early, or null: a file was changed or could not be read. */
    @Nullable
    String problem() {
        return problem;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int done = 0;
            // Small files would else travel in small packets.
            while (done < length && fill()) {
                int size = parts.element().read(into, offset + done, length - done);
                if (size < 0) {
                    parts.remove().close();
                } else {
                    done += size;
                }
            }
            return done == 0 && length > 0 ? -1 : done;
        } catch (IOException e) {
            problem = e instanceof FileBody.ChangedException ? e.getMessage() : "cannot read " + e.getMessage();
            throw e;
        }
    }

    /** Makes sure that there is a part to read; false when there is no more. */
    private boolean fill() {
        if (!parts.isEmpty()) {
            return true;
        }
        if (entries.hasNext()) {
            var planned = entries.next();
            parts.add(new ByteArrayInputStream(format.header(planned)));
            if (planned.entry().kind() == Entry.Kind.FILE) {
                int padding = format.padding(planned.entry().size());
                parts.add(new FileBody(planned.entry(), padding, moved));
            }
            return true;
        }
        if (isLast) {
            return false;
        }
        isLast = true;
        parts.add(new ByteArrayInputStream(format.end(script.getBytes(ISO_8859_1))));
        return true;
    }

    @Override
    public void close() throws IOException {
        while (!parts.isEmpty()) {
            parts.remove().close();
        }
    }
}

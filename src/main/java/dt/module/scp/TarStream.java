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

/** Files as one tar stream, read as they are sent. Its last entry is a script; without it the stream is not whole. */
final class TarStream extends InputStream {
    static final String FILES = "f/";
    static final String SCRIPT = "commit";
    /** Two empty blocks are the end; tar(1) is used to whole records. */
    private static final int RECORD = 10240;

    private final Iterator<Planned> entries;
    private final String script;
    private final AtomicLong moved;
    private final Deque<InputStream> parts = new ArrayDeque<>();
    private boolean isLast;
    private volatile @Nullable String problem;

    /** @param moved is told of every byte of a file */
    TarStream(List<Planned> entries, String script, AtomicLong moved) {
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
            parts.add(header(planned));
            if (planned.entry().kind() == Entry.Kind.FILE) {
                parts.add(new FileBody(planned.entry(), moved));
            }
            return true;
        }
        if (isLast) {
            return false;
        }
        isLast = true;
        var bytes = script.getBytes(ISO_8859_1);
        parts.add(new ByteArrayInputStream(TarHeader.of('0', SCRIPT, "", bytes.length, 0600, TarHeader.Owner.ROOT, 0)));
        parts.add(new ByteArrayInputStream(bytes));
        parts.add(new ByteArrayInputStream(new byte[TarHeader.padding(bytes.length)]));
        parts.add(new ByteArrayInputStream(new byte[RECORD]));
        return true;
    }

    private static InputStream header(Planned planned) {
        var entry = planned.entry();
        char type = switch (entry.kind()) {
            case FILE -> '0';
            case FOLDER -> '5';
            case LINK -> '2';
        };
        var name = FILES + entry.name() + (entry.kind() == Entry.Kind.FOLDER ? "/" : "");
        return new ByteArrayInputStream(TarHeader.of(
                type, name, entry.target(), entry.size(), planned.mode(), planned.owner(), entry.modified()));
    }

    @Override
    public void close() throws IOException {
        while (!parts.isEmpty()) {
            parts.remove().close();
        }
    }
}

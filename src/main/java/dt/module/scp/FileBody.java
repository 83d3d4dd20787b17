package dt.module.scp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The content of one file, exactly as long as its header said, and zeros behind it. */
final class FileBody extends InputStream {
    private final Entry entry;
    private final AtomicLong moved;
    private @Nullable InputStream file;
    private long left;
    private int padding;

    FileBody(Entry entry, int padding, AtomicLong moved) {
        this.entry = entry;
        this.moved = moved;
        left = entry.size();
        this.padding = padding;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left > 0) {
            return content(into, offset, length);
        }
        check();
        if (padding == 0) {
            return -1;
        }
        int size = Math.min(padding, length);
        java.util.Arrays.fill(into, offset, offset + size, (byte) 0);
        padding -= size;
        return size;
    }

    private int content(byte[] into, int offset, int length) throws IOException {
        if (file == null) {
            file = Files.newInputStream(entry.path());
        }
        int size = file.read(into, offset, (int) Math.min(length, left));
        if (size < 0) {
            throw new ChangedException(entry);
        }
        left -= size;
        moved.addAndGet(size);
        return size;
    }

    /** A file that grew or was written to meanwhile may be half old and half new. */
    private void check() throws IOException {
        if (file == null) {
            return;
        }
        file.close();
        file = null;
        var now = Files.readAttributes(entry.path(), BasicFileAttributes.class);
        if (now.size() != entry.size() || now.lastModifiedTime().to(TimeUnit.SECONDS) != entry.modified()) {
            throw new ChangedException(entry);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** What was read is neither the old file nor the new one. */
    static final class ChangedException extends IOException {
        private static final long serialVersionUID = 1;

        ChangedException(Entry entry) {
            super(entry.path() + " changed while it was sent; send it again, or a copy of it");
        }
    }
}

package dt.module.scp;

import dt.remote.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a host sends: a tar archive, or the plain stream of one that has no tar, told apart by how it begins. */
final class Incoming implements Output {
    private final Unpacked unpacked;
    private final AtomicLong moved;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream begin = new ByteArrayOutputStream();
    private @Nullable Unpacker unpacker;
    private @Nullable IOException problem;

    /** @param moved is told of every byte of a file */
    Incoming(Unpacked unpacked, AtomicLong moved) {
        this.unpacked = unpacked;
        this.moved = moved;
    }

    /** Whether all that the host had to send has come. */
    boolean isWhole() {
        return unpacker != null && unpacker.isWhole();
    }

    /** Why the stream was not taken to its end, or null. */
    @Nullable
    IOException problem() {
        return problem;
    }

    /** What the host said beside the files. */
    byte[] said() {
        return said.toByteArray();
    }

    @Override
    public void stderr(byte[] bytes, int offset, int length) {
        if (said.size() < Unpacker.LONGEST_NAME) {
            said.write(bytes, offset, length);
        }
    }

    @Override
    public void stdout(byte[] bytes, int offset, int length) throws IOException {
        try {
            take(bytes, offset, length);
        } catch (IOException e) {
            problem = e;
            throw e;
        }
    }

    private void take(byte[] bytes, int offset, int length) throws IOException {
        var known = unpacker;
        if (known != null) {
            known.take(bytes, offset, length);
            return;
        }
        begin.write(bytes, offset, length);
        var all = begin.toByteArray();
        if (all.length >= Unplain.MAGIC.length) {
            boolean plain = Arrays.equals(all, 0, Unplain.MAGIC.length, Unplain.MAGIC, 0, Unplain.MAGIC.length);
            int from = plain ? Unplain.MAGIC.length : 0;
            var fresh = plain ? new Unplain(unpacked, moved) : new Untar(unpacked, moved);
            unpacker = fresh;
            fresh.take(all, from, all.length - from);
        }
    }
}

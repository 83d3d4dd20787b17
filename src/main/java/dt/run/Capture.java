package dt.run;

import dt.module.Captured;
import dt.remote.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one host prints, both streams in order of arrival. Held in blocks; a block is a row of pieces, each with a head of
 * four bytes: its length, the top bit set for standard error. The heads live and spill with the bytes, so that a host
 * that changes stream at every byte costs no more memory than another.
 */
final class Capture implements Captured, Output {
    private static final int HEAD = 4;
    private static final int ERROR = 0x8000_0000;
    private static final int SMALL = 2 << 10;

    private final Limits limits;
    private final Memory memory;
    private final Spill spill;
    private final boolean keeps;
    private final List<Block> blocks = new ArrayList<>();
    private byte[] tail = new byte[0];
    private int used;
    private int pieceAt = -1;
    private long held;
    private long bytes;
    private long kept;
    private boolean over;
    private boolean closed;
    private @Nullable IOException failure;

    /** A full block: in memory, or at a place of the file. */
    private sealed interface Block {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Held(byte[] bytes) implements Block {}

        record Spilled(long at, int length) implements Block {}
    }

    Capture(Limits limits, Memory memory, Spill spill) {
        this(limits, memory, spill, true);
    }

    /** @param keeps whether anybody will read it; else it is only counted */
    Capture(Limits limits, Memory memory, Spill spill, boolean keeps) {
        this.limits = limits;
        this.memory = memory;
        this.spill = spill;
        this.keeps = keeps;
    }

    @Override
    public void stdout(byte[] from, int offset, int length) throws IOException {
        add(0, from, offset, length);
    }

    @Override
    public void stderr(byte[] from, int offset, int length) throws IOException {
        add(ERROR, from, offset, length);
    }

    private synchronized void add(int stream, byte[] from, int offset, int length) throws IOException {
        if (over) {
            throw new IOException("the run was ended");
        }
        if (failure != null) {
            throw failure;
        }
        bytes += length;
        if (!keeps) {
            return;
        }
        int keep = (int) Math.min(length, limits.maxOutput() - kept);
        kept += keep;
        int at = offset;
        while (keep > 0) {
            int size = Math.min(keep, room(stream));
            if (size <= 0) {
                turnOver();
                continue;
            }
            append(stream, from, at, size);
            at += size;
            keep -= size;
        }
    }

    private boolean continues(int stream) {
        return pieceAt >= 0 && (ByteBuffer.wrap(tail).getInt(pieceAt) & ERROR) == stream;
    }

    private int room(int stream) {
        return Spill.BLOCK - used - (continues(stream) ? 0 : HEAD);
    }

    private void append(int stream, byte[] from, int offset, int size) {
        int need = used + HEAD + size;
        if (need > tail.length) {
            tail = Arrays.copyOf(tail, Math.min(Spill.BLOCK, Math.max(need, tail.length * 2)));
        }
        var heads = ByteBuffer.wrap(tail);
        if (continues(stream)) {
            heads.putInt(pieceAt, heads.getInt(pieceAt) + size);
        } else {
            pieceAt = used;
            heads.putInt(pieceAt, stream | size);
            used += HEAD;
        }
        System.arraycopy(from, offset, tail, used, size);
        used += size;
    }

    /** Puts the tail away and begins a new one. */
    private void turnOver() throws IOException {
        if (held + used <= limits.hostMemory() && memory.take(used)) {
            boolean full = used == tail.length;
            blocks.add(new Block.Held(full ? tail : Arrays.copyOf(tail, used)));
            held += used;
            tail = full ? new byte[0] : tail;
        } else {
            try {
                blocks.add(new Block.Spilled(spill.store(tail, used), used));
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
        used = 0;
        pieceAt = -1;
    }

    /** Takes no more. What is left in the tail is put away too, so that results that wait for an observer stay small. */
    synchronized void finish() {
        if (over) {
            return;
        }
        over = true;
        if (used <= SMALL) {
            tail = Arrays.copyOf(tail, used);
            return;
        }
        try {
            turnOver();
            tail = new byte[0];
        } catch (IOException e) {
            // It is kept as failure, and the tail still has its bytes.
            tail = Arrays.copyOf(tail, used);
        }
    }

    /** Why output could not be kept, or null. */
    synchronized @Nullable IOException failure() {
        return failure;
    }

    @Override
    public synchronized long bytes() {
        return bytes;
    }

    @Override
    public synchronized boolean truncated() {
        return bytes > limits.maxOutput();
    }

    @Override
    public void replay(Output output) throws IOException {
        List<Block> all;
        byte[] last;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the output was dropped");
            }
            all = List.copyOf(blocks);
            last = Arrays.copyOf(tail, used);
        }
        for (var block : all) {
            switch (block) {
                case Block.Held(var held) -> pieces(held, output);
                case Block.Spilled(var at, var length) -> {
                    var loaded = new byte[length];
                    spill.load(at, loaded, 0, length);
                    pieces(loaded, output);
                }
            }
        }
        pieces(last, output);
    }

    private static void pieces(byte[] block, Output output) throws IOException {
        var heads = ByteBuffer.wrap(block);
        int at = 0;
        while (at < block.length) {
            int head = heads.getInt(at);
            int length = head & ~ERROR;
            at += HEAD;
            if ((head & ERROR) == 0) {
                output.stdout(block, at, length);
            } else {
                output.stderr(block, at, length);
            }
            at += length;
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        if (closed) {
            return;
        }
        closed = true;
        memory.giveBack(held);
        for (var block : blocks) {
            if (block instanceof Block.Spilled spilled) {
                spill.free(spilled.at());
            }
        }
        blocks.clear();
        tail = new byte[0];
        used = 0;
    }
}

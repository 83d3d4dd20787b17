package dt.ssh;

import java.util.ArrayDeque;

/**
 * The memory that all connections of a process have in common for what comes in and was not yet used. It bounds how much
 * that can be: each channel lets its host send a little, and only some let theirs send more at a time.
 */
final class Arriving {
    /** Pieces of this length are used again. */
    static final int PIECE = 64 << 10;

    /** What a host may send before we have used some of it: on a link of 50 ms still 5 MB a second. */
    static final int NARROW = 256 << 10;

    /** The same where the link is what keeps us waiting. */
    static final int WIDE = 2 << 20;

    /** How much all wide windows may have more than narrow ones. */
    private static final int EXTRA = 64 << 20;

    private static final int MOST_SPARE = 64;

    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();
    private int extra = EXTRA;

    /** Lets a channel have a wide window, if there is room for one more. */
    synchronized boolean widen() {
        if (extra < WIDE - NARROW) {
            return false;
        }
        extra -= WIDE - NARROW;
        return true;
    }

    /** A wide window is no more. */
    synchronized void narrow() {
        extra += WIDE - NARROW;
    }

    synchronized byte[] take() {
        var used = spare.poll();
        return used == null ? new byte[PIECE] : used;
    }

    /** Nobody reads these bytes any more. */
    synchronized void giveBack(byte[] bytes) {
        if (bytes.length == PIECE && spare.size() < MOST_SPARE) {
            spare.push(bytes);
        }
    }
}

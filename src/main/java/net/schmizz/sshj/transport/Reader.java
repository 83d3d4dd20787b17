package net.schmizz.sshj.transport;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes the place of the class of this name in sshj 0.40, which takes 256 kB for its buffer and a platform thread for as
 * long as a connection lives. This one has a buffer as large as the packets that come, and lets a transport say what
 * kind of thread reads it.
 */
public final class Reader extends Thread {
    private static final int SMALLEST = 1024;
    private static final int LARGEST = 32 * 1024;

    /** After so many bytes others have their turn. */
    private static final int TURN = 256 * 1024;

    /** A configuration that says which thread reads a connection. */
    public interface Owner {
        /** A thread, not started, that does {@code work}: it blocks most of its time in a read. */
        Thread reader(Runnable work);
    }

    private final TransportImpl transport;
    private volatile boolean over;

    public Reader(TransportImpl transport) {
        this.transport = transport;
        setName("sshj-Reader");
        setDaemon(true);
    }

    @Override
    public void start() {
        if (transport.getConfig() instanceof Owner owner) {
            owner.reader(this).start();
        } else {
            super.start();
        }
    }

    /**
     * Says that what is read from here on is of no interest. No true interrupt: what is read from is closed right after
     * this, and a virtual thread that is interrupted closes any socket that it happens to write to.
     */
    @Override
    public void interrupt() {
        over = true;
    }

    @Override
    public void run() {
        try {
            read();
        } catch (Exception e) {
            if (!over) {
                transport.die(e);
            }
        }
    }

    private void read() throws IOException {
        var decoder = transport.getDecoder();
        var in = transport.getConnInfo().in;
        var buffer = new byte[SMALLEST];
        int needed = 1;
        int turn = 0;
        while (!over) {
            if (turn >= TURN) {
                rest();
                turn = 0;
            }
            if (needed > buffer.length && buffer.length < LARGEST) {
                buffer = new byte[Math.min(LARGEST, Integer.highestOneBit(needed) << 1)];
            }
            int read = in.read(buffer, 0, Math.min(needed, buffer.length));
            if (read < 0) {
                throw new TransportException("Broken transport; encountered EOF");
            }
            turn += read;
            needed = decoder.received(buffer, read);
        }
    }

    /**
     * Nothing takes a virtual thread off its processor as long as there is more to read. To yield is not enough: it is put
     * back before those that wait outside, which then wait for ever.
     */
    private static void rest() {
        if (Thread.currentThread().isVirtual()) {
            LockSupport.parkNanos(1);
        }
    }
}

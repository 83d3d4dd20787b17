package dt.module.scp;

import java.io.IOException;

/** Takes apart what a host sends, as it comes. Nothing of it is to be trusted. */
interface Unpacker {
    /** No host has a name of so many bytes. */
    int LONGEST_NAME = 1 << 20;

    /** The next bytes; they need not begin or end anywhere in particular. */
    void take(byte[] bytes, int offset, int length) throws IOException;

    /** Whether the end has come. */
    boolean isWhole();
}

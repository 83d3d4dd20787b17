package dt.module.scp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Headers of a tar archive: ustar of POSIX.1-1988, with GNU's long names and large numbers, which GNU tar, busybox and
 * libarchive read alike. Names are bytes.
 */
final class TarHeader {
    static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final long LARGEST = 077777777777L;
    private static final String LONG = "././@LongLink";

    private TarHeader() {}

    /** The header of an entry, with one for each long name in front. */
    static byte[] of(char type, String name, String target, long size, int mode, Owner owner, long modified) {
        var all = new ByteArrayOutputStream();
        if (target.length() > NAME) {
            longName(all, 'K', target);
        }
        if (name.length() > NAME) {
            longName(all, 'L', name);
        }
        all.writeBytes(block(type, name, target, size, mode, owner, modified));
        return all.toByteArray();
    }

    private static void longName(ByteArrayOutputStream all, char type, String name) {
        all.writeBytes(block(type, LONG, "", name.length() + 1L, 0, Owner.ROOT, 0));
        all.writeBytes(name.getBytes(ISO_8859_1));
        all.writeBytes(new byte[padding(name.length() + 1L) + 1]);
    }

    private static byte[] block(
            char type, String name, String target, long size, int mode, Owner owner, long modified) {
        var block = new byte[BLOCK];
        text(block, 0, name);
        number(block, 100, 8, mode);
        number(block, 108, 8, owner.user());
        number(block, 116, 8, owner.group());
        number(block, 124, 12, size);
        number(block, 136, 12, Math.max(0, modified));
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) type;
        text(block, 157, target);
        text(block, 257, "ustar  ");
        int sum = 0;
        for (var b : block) {
            sum += b & 0xff;
        }
        octal(block, 148, 6, sum);
        block[154] = 0;
        return block;
    }

    private static void text(byte[] block, int at, String text) {
        var bytes = text.getBytes(ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, NAME));
    }

    private static void number(byte[] block, int at, int width, long value) {
        if (value <= (width == 12 ? LARGEST : 07777777L)) {
            octal(block, at, width - 1, value);
            return;
        }
        long rest = value;
        for (int i = at + width - 1; i > at; i--) {
            block[i] = (byte) rest;
            rest >>>= 8;
        }
        block[at] = (byte) 0x80;
    }

    /** By hand: a formatter costs more than all the rest of a small file. */
    private static void octal(byte[] block, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            block[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
    }

    /** How many bytes follow content of this size up to the next block. */
    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    /** Numbers of user and group, as the host has them. */
    record Owner(long user, long group) {
        static final Owner ROOT = new Owner(0, 0);
    }
}

package dt.module.scp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes a tar stream apart as it comes: ustar, GNU's long names, and of POSIX.1-2001 (pax) the names and sizes. Not to be
 * trusted: the host may have written anything.
 */
final class Untar implements Unpacker {
    private final Unpacked unpacked;
    private final AtomicLong moved;
    private final byte[] block = new byte[TarHeader.BLOCK];
    private int filled;
    private long left;
    private int padding;
    private boolean isFile;
    private @Nullable ByteArrayOutputStream text;
    private char textType;
    private String longName = "";
    private String longTarget = "";
    private long paxSize = -1;
    private boolean ended;

    /** @param moved is told of every byte of a file */
    Untar(Unpacked unpacked, AtomicLong moved) {
        this.unpacked = unpacked;
        this.moved = moved;
    }

    @Override
    public boolean isWhole() {
        return ended;
    }

    @Override
    public void take(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end && !ended) {
            if (left > 0) {
                int size = (int) Math.min(left, end - at);
                content(bytes, at, size);
                left -= size;
                at += size;
                if (left == 0) {
                    finish();
                }
            } else if (padding > 0) {
                int size = Math.min(padding, end - at);
                padding -= size;
                at += size;
            } else {
                int size = Math.min(block.length - filled, end - at);
                System.arraycopy(bytes, at, block, filled, size);
                filled += size;
                at += size;
                if (filled == block.length) {
                    filled = 0;
                    header();
                }
            }
        }
    }

    private void content(byte[] bytes, int offset, int size) throws IOException {
        if (isFile) {
            unpacked.write(bytes, offset, size);
            moved.addAndGet(size);
        } else if (text != null) {
            if (text.size() + size > LONGEST_NAME) {
                throw new IOException("the host sent a name of more than " + LONGEST_NAME + " bytes");
            }
            text.write(bytes, offset, size);
        }
    }

    private void header() throws IOException {
        if (isZero()) {
            ended = true;
            return;
        }
        char type = block[156] == 0 ? '0' : (char) block[156];
        long size = number(124, 12);
        switch (type) {
            case 'L', 'K', 'x' -> {
                text = new ByteArrayOutputStream();
                textType = type;
            }
            case 'g' -> text = null;
            default -> {
                size = paxSize >= 0 ? paxSize : size;
                isFile = entry(type, size);
                size = type == '0' || type == '7' ? size : 0;
            }
        }
        if (size < 0) {
            throw new IOException("the host sent a file of a negative size");
        }
        left = size;
        padding = TarHeader.padding(size);
        if (size == 0) {
            finish();
        }
    }

    private boolean entry(char type, long size) throws IOException {
        var prefix = block[257] == 'u' && block[263] == '0' && block[264] == '0' ? field(345, 155) : "";
        var shortName = prefix.isEmpty() ? field(0, 100) : prefix + "/" + field(0, 100);
        var name = longName.isEmpty() ? shortName : longName;
        var target = longTarget.isEmpty() ? field(157, 100) : longTarget;
        int mode = (int) number(100, 8) & 07777;
        longName = "";
        longTarget = "";
        paxSize = -1;
        return switch (type) {
            case '0', '7' -> {
                unpacked.file(name, size, mode, number(136, 12));
                yield true;
            }
            case '1' -> {
                unpacked.again(name, target, mode, number(136, 12));
                yield false;
            }
            case '2' -> {
                unpacked.link(name, target);
                yield false;
            }
            case '5' -> {
                unpacked.folder(name, mode, number(136, 12));
                yield false;
            }
            default -> {
                unpacked.skip(name);
                yield false;
            }
        };
    }

    private void finish() throws IOException {
        if (isFile) {
            unpacked.endFile();
            isFile = false;
        } else if (text != null) {
            var value = text.toString(ISO_8859_1);
            text = null;
            switch (textType) {
                case 'L' -> longName = untilNul(value);
                case 'K' -> longTarget = untilNul(value);
                default -> pax(value);
            }
        }
    }

    /** Lines of {@code length key=value}, the length counting itself. */
    private void pax(String records) throws IOException {
        int at = 0;
        while (at < records.length()) {
            int blank = records.indexOf(' ', at);
            var digits = blank < 0 ? "" : records.substring(at, blank);
            int end = digits.matches("\\d{1,7}") ? at + Integer.parseInt(digits) : -1;
            int equals = records.indexOf('=', blank);
            if (end <= blank || end > records.length() || equals < 0 || equals >= end) {
                throw new IOException("the host sent a malformed archive");
            }
            var value = records.substring(equals + 1, end - 1);
            switch (records.substring(blank + 1, equals)) {
                case "path" -> longName = value;
                case "linkpath" -> longTarget = value;
                case "size" -> paxSize = value.matches("\\d{1,18}") ? Long.parseLong(value) : -1;
                default -> {}
            }
            at = end;
        }
    }

    private boolean isZero() {
        for (var b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private String field(int at, int length) {
        return untilNul(new String(block, at, length, ISO_8859_1));
    }

    private static String untilNul(String text) {
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private long number(int at, int length) throws IOException {
        if ((block[at] & 0x80) != 0) {
            long value = block[at] & 0x3f;
            for (int i = at + 1; i < at + length; i++) {
                value = (value << 8) | (block[i] & 0xff);
            }
            return value;
        }
        var digits = field(at, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new IOException("the host sent something that is no tar archive: "
                    + new String(block, 0, 60, UTF_8).replaceAll("[^ -~]", "?"));
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}

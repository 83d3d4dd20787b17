package dt.module.scp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Takes apart what a shell without tar(1) writes: for each thing a line, its name up to a NUL, and of a file the content.
 *
 * <pre>
 * d MODE SIZE TIME    a folder; MODE in hex, as stat(1) prints it
 * f MODE SIZE TIME    a file
 * l 0 0 0             a link: its target up to another NUL, behind an x
 * o 0 0 0             something else
 * e 0 0 0             the end, without a name
 * </pre>
 */
final class Unplain implements Unpacker {
    static final byte[] MAGIC = "dt-plain\n".getBytes(ISO_8859_1);
    private static final Pattern HEAD = Pattern.compile("([dfloe]) ([0-9a-f]{1,8}) (\\d{1,18}) (-?\\d{1,18})");

    /** What the next byte belongs to. */
    private enum Part {
        HEAD,
        NAME,
        TARGET,
        CONTENT,
        NOTHING
    }

    private final Unpacked unpacked;
    private final AtomicLong moved;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private Part part = Part.HEAD;
    private char kind;
    private int mode;
    private long size;
    private long modified;
    private String name = "";

    /** @param moved is told of every byte of a file */
    Unplain(Unpacked unpacked, AtomicLong moved) {
        this.unpacked = unpacked;
        this.moved = moved;
    }

    @Override
    public boolean isWhole() {
        return part == Part.NOTHING;
    }

    @Override
    public void take(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end && part != Part.NOTHING) {
            if (part == Part.CONTENT) {
                int count = (int) Math.min(size, end - at);
                unpacked.write(bytes, at, count);
                moved.addAndGet(count);
                size -= count;
                at += count;
                endOfFile();
            } else {
                one(bytes[at++]);
            }
        }
    }

    private void one(byte b) throws IOException {
        if (b != (part == Part.HEAD ? '\n' : 0)) {
            if (text.size() == LONGEST_NAME) {
                throw new IOException("the host sent a name of more than " + LONGEST_NAME + " bytes");
            }
            text.write(b);
            return;
        }
        var whole = text.toString(ISO_8859_1);
        text.reset();
        switch (part) {
            case HEAD -> head(whole);
            case NAME -> named(whole);
            case TARGET -> {
                unpacked.link(name, whole.substring(Math.min(1, whole.length())));
                part = Part.HEAD;
            }
            case CONTENT, NOTHING -> throw new IllegalStateException("no text is read there");
        }
    }

    private void head(String line) throws IOException {
        var match = HEAD.matcher(line);
        if (!match.matches()) {
            throw new IOException(
                    "the host sent more or less than it said; a file may have changed meanwhile: try again");
        }
        kind = match.group(1).charAt(0);
        mode = (int) (Long.parseLong(match.group(2), 16) & 07777);
        size = Long.parseLong(match.group(3));
        modified = Long.parseLong(match.group(4));
        part = kind == 'e' ? Part.NOTHING : Part.NAME;
    }

    private void named(String whole) throws IOException {
        name = whole;
        part = Part.HEAD;
        switch (kind) {
            case 'd' -> unpacked.folder(name, mode, modified);
            case 'l' -> part = Part.TARGET;
            case 'f' -> {
                unpacked.file(name, size, mode, modified);
                part = Part.CONTENT;
                endOfFile();
            }
            default -> unpacked.skip(name);
        }
    }

    private void endOfFile() throws IOException {
        if (size == 0) {
            unpacked.endFile();
            part = Part.HEAD;
        }
    }
}

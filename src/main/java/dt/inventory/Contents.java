package dt.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads whole files of a bearable size. */
final class Contents {
    /** Some 600,000 hosts written out. */
    static final int LIMIT = 64 << 20;

    private Contents() {}

    /** @param name how messages call the file */
    static byte[] bytes(String name, Path path) throws InventoryException {
        try {
            // Reading a pipe or a terminal could wait for ever.
            if (!Files.isRegularFile(path) && !path.equals(Path.of("/dev/null"))) {
                throw unreadable(name, Files.exists(path) ? "not a plain file" : "no such file, or a link to nothing");
            }
            var size = Files.size(path);
            if (size > 0 && size <= LIMIT) {
                return Files.readAllBytes(path);
            }
            // A file of unknown size, as those in /proc.
            try (var in = Files.newInputStream(path)) {
                var bytes = in.readNBytes(LIMIT + 1);
                if (bytes.length > LIMIT) {
                    throw unreadable(name, "larger than " + (LIMIT >> 20) + " MiB; split it");
                }
                return bytes;
            }
        } catch (IOException e) {
            throw unreadable(name, reason(e));
        }
    }

    /** The text of a file in UTF-8. */
    static String text(String name, byte[] bytes) throws InventoryException {
        var in = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            var line = 1;
            var start = 0;
            for (var i = 0; i < in.position(); i++) {
                if (bytes[i] == '\n') {
                    line++;
                    start = i + 1;
                }
            }
            var before = new String(bytes, start, in.position() - start, StandardCharsets.UTF_8);
            var column = before.codePointCount(0, before.length()) + 1;
            throw new InventoryException(new Place(name, line, column), "not UTF-8; save the file as UTF-8");
        }
    }

    static InventoryException unreadable(String name, String why) {
        return new InventoryException(new Place(name, 0, 0), "cannot be read: " + why);
    }

    /** Java's own messages are the bare path. */
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException none -> "no such file";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemLoopException loop -> "links that lead in a circle";
            default -> String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        };
    }
}

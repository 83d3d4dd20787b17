package dt.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is there whole or not at all: written beside its place, forced to the disk, then renamed. */
final class NewFile implements AutoCloseable {
    private final Path temporary;
    private final Path place;
    private final FileChannel channel;
    private final OutputStream out;

    /**
     * Opens it.
     *
     * @param token keeps two runs that write to one folder apart
     */
    NewFile(Path folder, String name, String token) throws IOException {
        place = folder.resolve(name);
        temporary = folder.resolve(".dt-" + token + "-" + name);
        channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /** Puts it in its place, over what was there. */
    void keep() throws IOException {
        out.flush();
        channel.force(true);
        channel.close();
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Drops it, unless it is in its place. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}

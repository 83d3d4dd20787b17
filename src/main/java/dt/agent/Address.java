package dt.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Where the agent's socket is. Another agent may come to be there: this one removes nothing but its own. */
public final class Address {
    private final Path path;
    private final Optional<Object> file;

    /** The socket that is there now, which is this agent's. */
    public Address(Path path) {
        this.path = path;
        this.file = fileAt(path);
    }

    /** Whether clients still find this agent there. */
    boolean isOurs() {
        return file.isPresent() && file.equals(fileAt(path));
    }

    /** Nobody finds it any more. */
    void remove() {
        if (isOurs()) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException keptByTheFolder) {
                // A client that finds it is refused by the kernel, and puts a new one in its place.
            }
        }
    }

    private static Optional<Object> fileAt(Path path) {
        try {
            return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}

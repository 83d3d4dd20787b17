package dt.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The modes that new files do not get. It belongs to the process and Java cannot change it, so a caller with another one
 * cannot be served.
 */
record Umask(int mask) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String FIELD = "Umask:";
    private static final int USUAL = 022;

    /** As proc(5) has it since Linux 4.7. */
    static Umask ofThisProcess() {
        try {
            for (var line : Files.readAllLines(STATUS)) {
                if (line.startsWith(FIELD)) {
                    return new Umask(
                            Integer.parseInt(line.substring(FIELD.length()).strip(), 8));
                }
            }
        } catch (IOException | NumberFormatException unknown) {
            // Then nearly everybody's is the best guess.
        }
        return new Umask(USUAL);
    }

    Optional<String> differs(int callers) {
        return callers == mask
                ? Optional.empty()
                : Optional.of("its umask is %03o and the agent's %03o".formatted(callers, mask));
    }
}

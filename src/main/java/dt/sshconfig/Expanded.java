package dt.sshconfig;

import java.nio.file.Path;

/**
 * A value that may hold {@code ~}, tokens and variables.
 *
 * @param written as the configuration has it, which {@code ssh -G} prints
 * @param text what it stands for
 */
public record Expanded(String written, String text) {
    /** The text as a file name. Relative ones are taken from the folder of the caller. */
    public Path in(Path folder) {
        return folder.resolve(text);
    }
}

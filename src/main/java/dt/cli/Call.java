package dt.cli;

import dt.inventory.Inventory;
import dt.inventory.InventoryException;
import dt.inventory.InventoryLoader;
import dt.inventory.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One call of dt.
 *
 * @param options what was said by options, environment and settings files
 * @param caller who called, and from where
 * @param scripts how long executable inventories may run and be kept
 */
record Call(Options options, Surroundings caller, Sources.Scripts scripts) {
    /** A line for the person at standard error, as all messages look. */
    void message(String text) {
        var line = "dt: " + text + "\n";
        try {
            caller.err().write(line.getBytes(StandardCharsets.UTF_8));
            caller.err().flush();
        } catch (IOException closed) {
            // Nobody can be told that nobody can be told.
        }
    }

    void print(String text) throws IOException {
        caller.out().write(text.getBytes(StandardCharsets.UTF_8));
        caller.out().flush();
    }

    /** The hosts, read from where the options say. */
    Inventory inventory() throws InventoryException, InterruptedException {
        return InventoryLoader.load(sources());
    }

    Sources sources() {
        return new Sources(
                options.all(Flag.DB), caller.env(), caller.home(), caller.folder(), Path.of("/etc/dt"), scripts);
    }
}

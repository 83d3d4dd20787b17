package dt.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets one run of a name go on at a time, on this machine and for this user. Held by a file that names its owner; one
 * whose owner has died is free. The files are looked at under a guard only, as fcntl(2) locks are lost when the process
 * closes any descriptor of the file, and several runs may be in one process.
 */
public final class RunLock implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

    private final Path folder;
    private final String name;
    private final String holder;

    private RunLock(Path folder, String name, String holder) {
        this.folder = folder;
        this.name = name;
        this.holder = holder;
    }

    /** Whether a lock can be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Takes the lock; does not wait for it.
     *
     * @param folder where the locks of the user are
     * @throws JournalException another run has it, or the folder cannot be written
     */
    public static RunLock take(Path folder, String name, RunId run) throws JournalException {
        var owner = Owner.here();
        var lock = new RunLock(
                folder,
                name,
                String.join("\n", run.text(), owner.machine(), owner.boot(), "" + owner.pid(), "" + owner.began(), ""));
        try {
            var other = guarded(folder, lock::takeIfFree);
            if (other.isPresent()) {
                throw new JournalException("not run: the lock " + name + " is held by the run " + other.get()
                        + "; wait until it has ended, or end it");
            }
            return lock;
        } catch (IOException e) {
            throw new JournalException("not run: the lock " + name + " cannot be taken: " + folder + ": "
                    + Journals.reason(e) + "; make it writable, or leave --lock out");
        }
    }

    private interface Step {
        Optional<String> take() throws IOException;
    }

    /** One at a time: in this process by the monitor, among processes by the lock on the guard. */
    private static Optional<String> guarded(Path folder, Step step) throws IOException {
        synchronized (RunLock.class) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (var guard = new RandomAccessFile(folder.resolve(".guard").toFile(), "rw");
                    var _ = guard.getChannel().lock()) {
                return step.take();
            }
        }
    }

    /** The run that has it, or nothing when it is ours now. */
    private Optional<String> takeIfFree() throws IOException {
        var file = folder.resolve(name);
        try {
            var other = Files.readString(file).split("\n", -1);
            if (other.length >= 5) {
                var owner = new Owner(other[1], other[2], Long.parseLong(other[3]), Long.parseLong(other[4]));
                if (owner.mayLive()) {
                    return Optional.of(other[0] + " (process " + owner.pid() + " on " + owner.machine() + ")");
                }
            }
        } catch (NoSuchFileException | NumberFormatException nobody) {
            // Free, or damaged: nobody can be asked.
        }
        Files.write(file, holder.getBytes(StandardCharsets.UTF_8));
        return Optional.empty();
    }

    /** Gives it back. */
    @Override
    public void close() {
        try {
            guarded(folder, () -> {
                var file = folder.resolve(name);
                if (Files.exists(file) && Files.readString(file).equals(holder)) {
                    Files.delete(file);
                }
                return Optional.empty();
            });
        } catch (IOException e) {
            // It is free when this process has ended.
        }
    }
}

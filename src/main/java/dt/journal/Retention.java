package dt.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long runs are remembered. The newest run is kept whatever its size, and so is one that goes on.
 *
 * @param age what is older goes
 * @param bytes as long as all take more, the oldest goes
 */
public record Retention(Duration age, long bytes) {
    /** What holds for everybody. */
    public static final Retention USUAL = new Retention(Duration.ofDays(30), 1L << 30);

    private static final List<String> FILES = List.of(Journal.OUTPUT, Journal.FILE, Journal.INCOMPLETE);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
    private static final long MUCH = 16 << 20;
    private static final String MARK = ".swept";

    /**
     * Removes what is too much, after a run: once an hour, or when that run itself took much.
     *
     * @throws JournalException something cannot be removed
     */
    public void sweepAfter(RunId run, Journals journals, Instant now) throws JournalException {
        var mark = journals.folder().resolve(MARK);
        try {
            boolean due = !Files.exists(mark)
                    || Files.getLastModifiedTime(mark).toInstant().isBefore(now.minus(BETWEEN_SWEEPS));
            if (!due && size(journals.folder(run)) < MUCH) {
                return;
            }
            Files.write(mark, new byte[0]);
            Files.setLastModifiedTime(mark, FileTime.from(now));
        } catch (IOException e) {
            throw new JournalException("cannot tidy " + journals.folder() + ": " + Journals.reason(e));
        }
        sweep(journals, now);
    }

    /**
     * Removes what is too old or too much.
     *
     * @throws JournalException something cannot be removed
     */
    public void sweep(Journals journals, Instant now) throws JournalException {
        long total = 0;
        boolean newest = true;
        for (var id : journals.ids()) {
            var folder = journals.folder(id);
            try {
                total += size(folder);
                boolean old = id.start().isBefore(now.minus(age));
                if ((old || total > bytes) && !newest && !goesOn(journals, id)) {
                    remove(folder);
                }
            } catch (NoSuchFileException gone) {
                // Another dt tidies as well.
            } catch (IOException e) {
                throw new JournalException("cannot remove " + folder + ": " + Journals.reason(e));
            }
            newest = false;
        }
        for (var id : journals.beginnings()) {
            if (id.start().isBefore(now.minus(BETWEEN_SWEEPS))) {
                removeQuietly(journals.beginning(id));
            }
        }
    }

    private static boolean goesOn(Journals journals, RunId id) {
        try {
            return journals.run(id).isRunning();
        } catch (JournalException damaged) {
            return false;
        }
    }

    private static long size(Path folder) throws IOException {
        long size = 0;
        for (var name : FILES) {
            var file = folder.resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                size += Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .size();
            }
        }
        return size;
    }

    /** For what nobody misses. */
    static void removeQuietly(Path folder) {
        try {
            remove(folder);
        } catch (IOException e) {
            // The next sweep comes by again.
        }
    }

    /** Only what dt itself made: a folder that holds anything else stays. */
    private static void remove(Path folder) throws IOException {
        for (var name : FILES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }
}

package dt.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The runs that are remembered.
 *
 * @param folder the one that holds a folder for each; need not be there
 */
public record Journals(Path folder) {
    /** The word for the newest run that has ended. */
    public static final String LAST = "last";

    private static final String BEGINNING = ".begin-";

    Path folder(RunId id) {
        return folder.resolve(id.text());
    }

    /** Where a run is until its journal says what it is: one that was killed before is no run. */
    Path beginning(RunId id) {
        return folder.resolve(BEGINNING + id.text());
    }

    /** Makes the folder and the files of a run that begins: nobody else may read what hosts print. */
    void create(RunId id) throws IOException {
        Files.createDirectories(folder, only("rwx------"));
        Files.createDirectory(beginning(id), only("rwx------"));
        Files.createFile(beginning(id).resolve(Journal.FILE), only("rw-------"));
        Files.createFile(beginning(id).resolve(Journal.OUTPUT), only("rw-------"));
    }

    private static FileAttribute<Set<PosixFilePermission>> only(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    /**
     * All of them, the newest first; what else is in the folder is left out.
     *
     * @throws JournalException the folder is there and cannot be read
     */
    public List<RunId> ids() throws JournalException {
        return ids("");
    }

    /** Those that were begun and never became runs, or are about to. */
    List<RunId> beginnings() throws JournalException {
        return ids(BEGINNING);
    }

    private List<RunId> ids(String prefix) throws JournalException {
        var ids = new ArrayList<RunId>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (name.startsWith(prefix) && RunId.isId(name.substring(prefix.length()))) {
                    ids.add(new RunId(name.substring(prefix.length())));
                }
            }
        } catch (NoSuchFileException nothingYet) {
            return List.of();
        } catch (IOException e) {
            throw new JournalException("cannot read " + folder + ": " + reason(e));
        }
        ids.sort(Comparator.reverseOrder());
        return ids;
    }

    /**
     * A run.
     *
     * @param word {@code last}, an id, or a beginning that only one id has
     * @throws JournalException there is none, or it cannot be read
     */
    public PastRun find(String word) throws JournalException {
        var ids = ids();
        if (ids.isEmpty()) {
            throw new JournalException("no run is remembered in " + folder);
        }
        if (word.equals(LAST)) {
            return last(ids);
        }
        var found = ids.stream().filter(id -> id.text().startsWith(word)).toList();
        if (found.isEmpty()) {
            throw new JournalException("there is no run " + word + "; dt runs lists them");
        }
        if (found.size() > 1) {
            throw new JournalException(found.size() + " runs begin with " + word + ": " + found.getFirst()
                    + " and others; type more of it");
        }
        return run(found.getFirst());
    }

    /**
     * The run of an id.
     *
     * @throws JournalException it cannot be read
     */
    public PastRun run(RunId id) throws JournalException {
        return PastRun.read(id, folder(id));
    }

    private PastRun last(List<RunId> ids) throws JournalException {
        for (var id : ids) {
            var run = run(id);
            if (!run.isRunning()) {
                return run;
            }
        }
        throw new JournalException("no run has ended yet; name the one that goes on by its id");
    }

    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException there -> "something else is in its place";
            case NotDirectoryException file -> "it is no folder";
            case NoSuchFileException gone -> "it is not there";
            case FileSystemException other when other.getReason() != null -> String.valueOf(other.getReason());
            default -> String.valueOf(e.getMessage());
        };
    }
}

package dt.sshconfig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the files of a configuration, with all that they include. */
final class Loader {
    private static final int DEEPEST = 16;
    private static final int MOST_FILES = 10_000;
    private static final int LARGEST = 16 << 20;

    private final Sources sources;
    private final Consumer<String> warnings;
    private int filesRead;

    Loader(Sources sources, Consumer<String> warnings) {
        this.sources = sources;
        this.warnings = warnings;
    }

    /** The user's file and the system's, or the one that takes their place. */
    List<List<Statement>> files() throws SshConfigException {
        var files = new ArrayList<List<Statement>>();
        var given = sources.file();
        if (given == null) {
            standard(sources.local().home().resolve(".ssh/config"), true).ifPresent(files::add);
            standard(sources.systemFile(), false).ifPresent(files::add);
        } else if (!given.equalsIgnoreCase("none")) {
            files.add(chosen(given));
        }
        return files;
    }

    /** What {@code -O} says; it stands before all files. */
    List<Statement> options() throws SshConfigException {
        var parser = new Parser(this, warnings, sources.local().environment(), true, 0);
        for (var option : sources.options()) {
            parser.option(option, Where.option(option));
        }
        return parser.statements();
    }

    private List<Statement> chosen(String given) throws SshConfigException {
        try {
            return read(sources.local().folder().resolve(given), true, false, 0);
        } catch (IOException | InvalidPathException e) {
            throw new SshConfigException(
                    Quoted.visible(given) + ": cannot be read: " + reason(e) + "; name another file, or none");
        }
    }

    /** ssh goes on without a standard file that it cannot open. */
    private Optional<List<Statement>> standard(Path file, boolean user) throws SshConfigException {
        try {
            return Optional.of(read(file, user, user, 0));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            warnings.accept(Quoted.visible(file.toString()) + ": is not read: " + reason(e));
            return Optional.empty();
        }
    }

    List<List<Statement>> included(Line line, int depth) throws SshConfigException {
        var files = new ArrayList<List<Statement>>();
        for (var pattern : line.arguments()) {
            for (var file : FileGlob.find(anchored(line, pattern))) {
                // ssh passes over a link to nothing.
                if (Files.exists(file)) {
                    files.add(include(line, file, depth + 1));
                }
            }
        }
        return files;
    }

    private List<Statement> include(Line line, Path file, int depth) throws SshConfigException {
        try {
            return read(file, line.byUser(), true, depth);
        } catch (IOException e) {
            throw line.where().bad("cannot include " + Quoted.quote(file.toString()) + ": " + reason(e));
        }
    }

    private String anchored(Line line, String pattern) throws SshConfigException {
        if (pattern.isEmpty()) {
            throw line.missing();
        }
        if (pattern.startsWith("~")) {
            if (!line.byUser()) {
                throw line.bad(pattern, "the system's configuration has no home; write the whole path");
            }
            return Tilde.expand(pattern, sources.local(), line.where());
        }
        if (pattern.startsWith("/")) {
            return pattern;
        }
        var folder = line.byUser()
                ? sources.local().home().resolve(".ssh")
                : sources.systemFile().toAbsolutePath().resolveSibling("");
        return folder.toAbsolutePath() + "/" + pattern;
    }

    private List<Statement> read(Path file, boolean byUser, boolean checked, int depth)
            throws SshConfigException, IOException {
        var name = Quoted.visible(file.toString());
        if (depth > DEEPEST) {
            throw new SshConfigException(
                    name + ": includes are more than " + DEEPEST + " deep; does a file include itself?");
        }
        if (++filesRead > MOST_FILES) {
            throw new SshConfigException(name + ": more than " + MOST_FILES + " files are included; include fewer");
        }
        var lines = lines(file, name, checked);
        var parser = new Parser(this, warnings, sources.local().environment(), byUser, depth);
        for (int at = 0; at < lines.size(); at++) {
            parser.line(lines.get(at), Where.line(name, at + 1));
        }
        return parser.statements();
    }

    private List<String> lines(Path file, String name, boolean checked) throws SshConfigException, IOException {
        try (var in = Files.newInputStream(file)) {
            if (checked) {
                Trust.check(file, sources.local().uid());
            }
            if (Files.isDirectory(file)) {
                return List.of();
            }
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new SshConfigException(name + ": is larger than 16 MiB; is it a configuration?");
            }
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
        }
    }

    private static String reason(Exception e) {
        return e instanceof NoSuchFileException ? "no such file" : Quoted.visible(String.valueOf(e.getMessage()));
    }
}

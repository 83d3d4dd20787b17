package dt.module.dropin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the first comment lines of a drop-in say: {@code # dt: key = value}. */
record Manifest(boolean isRemote, String usage, String summary) {
    private static final Pattern LINE = Pattern.compile("#\\s*dt:\\s*(\\w+)\\s*=\\s*(.*)");
    private static final List<String> KEYS = List.of("runs", "usage", "summary");
    private static final int LINES = 40;
    /** A program of machine code may have no line end at all. */
    private static final int BYTES = 64 << 10;

    /** Whether a file that nobody can run looks as if it were to be a drop-in. */
    static boolean isIn(Path file) {
        try (var in = Files.newInputStream(file)) {
            var lines = new String(in.readNBytes(BYTES), StandardCharsets.ISO_8859_1).lines();
            return lines.takeWhile(line -> line.startsWith("#"))
                    .limit(LINES)
                    .anyMatch(line -> LINE.matcher(line.strip()).matches());
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws IOException when the file cannot be read or its lines are wrong; the message says which */
    static Manifest read(Path file) throws IOException {
        Map<String, String> said = new HashMap<>();
        byte[] start;
        try (var in = Files.newInputStream(file)) {
            start = in.readNBytes(BYTES);
        }
        int number = 0;
        for (var line :
                new String(start, StandardCharsets.UTF_8).lines().limit(LINES).toList()) {
            number++;
            if (!line.startsWith("#")) {
                break;
            }
            var match = LINE.matcher(line.strip());
            if (!match.matches()) {
                continue;
            }
            if (!KEYS.contains(match.group(1))) {
                throw new IOException("line " + number + " has an unknown key " + match.group(1) + "; known are "
                        + String.join(", ", KEYS));
            }
            if (said.put(match.group(1), match.group(2).replaceAll("\\p{Cntrl}", "?")) != null) {
                throw new IOException("line " + number + " gives " + match.group(1) + " again; write it once");
            }
        }
        return switch (said.getOrDefault("runs", "")) {
            case "remote" -> new Manifest(true, said.getOrDefault("usage", ""), said.getOrDefault("summary", ""));
            case "local" -> new Manifest(false, said.getOrDefault("usage", ""), said.getOrDefault("summary", ""));
            default ->
                throw new IOException("its first comment lines do not say where it runs; write: # dt: runs = remote");
        };
    }
}

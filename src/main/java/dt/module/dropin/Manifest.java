package dt.module.dropin;

import java.io.BufferedReader;
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

    /** @throws IOException when the file cannot be read or its lines are wrong; the message says which */
    static Manifest read(Path file) throws IOException {
        Map<String, String> said = new HashMap<>();
        try (var reader =
                new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (int i = 1; i <= LINES; i++) {
                var line = reader.readLine();
                if (line == null || !line.startsWith("#")) {
                    break;
                }
                var match = LINE.matcher(line.strip());
                if (!match.matches()) {
                    continue;
                }
                if (!KEYS.contains(match.group(1))) {
                    throw new IOException("line " + i + " has an unknown key " + match.group(1) + "; known are "
                            + String.join(", ", KEYS));
                }
                if (said.put(match.group(1), match.group(2).replaceAll("\\p{Cntrl}", "?")) != null) {
                    throw new IOException("line " + i + " gives " + match.group(1) + " again; write it once");
                }
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

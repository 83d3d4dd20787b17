package dt.module.nssmap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dt.module.ShellWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The script for a host: the files of this package's resources, settings, and what is pushed. */
final class Payload {
    private static final List<String> PARTS =
            List.of("transaction.sh", "host.sh", "nsswitch.sh", "world.sh", "checks.sh", "verbs.sh");
    private static final String END = "END_OF_DATA";
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\n'});

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final StringBuilder files = new StringBuilder();

    Payload() {
        PARTS.forEach(part -> text.append(resource(part)).append('\n'));
        // The script names all of them, and the shell refuses a name without a value.
        for (var name : List.of("keys_folder", "home_folder", "shell_path", "roster", "library_sum")) {
            settings.put(name, "");
        }
        settings.put("dry", "no");
        settings.put("force", "no");
        settings.put("lowest", "0");
        settings.put("highest", "0");
    }

    Payload with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** A file for the folder that the host unpacks to. */
    Payload file(String name, byte[] bytes) {
        files.append("base64 -d >\"$now/data/")
                .append(name)
                .append("\" <<'")
                .append(END)
                .append("' &&\n")
                .append(BASE64.encodeToString(bytes))
                .append('\n')
                .append(END)
                .append('\n');
        return this;
    }

    Payload library(byte[] bytes) {
        try {
            var sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            return with("library_sum", HexFormat.of().formatHex(sum)).file("library", bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Payload config(Config config) {
        var range = config.range();
        return with("keys_folder", config.keysFolder())
                .with("home_folder", config.homes())
                .with("shell_path", config.confiningShell())
                .with("lowest", String.valueOf(range[0]))
                .with("highest", String.valueOf(range[1]))
                .file("conf", config.text().getBytes(ISO_8859_1));
    }

    /** The whole script; what it is called with names the function to run. */
    byte[] script() {
        var all = new StringBuilder(text);
        settings.forEach((name, value) ->
                all.append(name).append('=').append(ShellWord.quoted(value)).append('\n'));
        all.append("unpack() {\n").append(files).append("true\n}\n\"$@\"\n");
        return all.toString().getBytes(ISO_8859_1);
    }

    private static String resource(String name) {
        try (var in = Payload.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("dt was built without " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

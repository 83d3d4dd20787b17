package dt.module.scp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;

/** File names as bytes, one in each character. Only as a URI does a path of Java tell and take them all. */
final class Names {
    private Names() {}

    /** The last name of a path, in bytes. */
    static String last(Path path) {
        var text = path.toAbsolutePath().normalize().toUri().getRawPath();
        var trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return decoded(trimmed.substring(trimmed.lastIndexOf('/') + 1));
    }

    /** The bytes of a path as it is written, such as the target of a link. */
    static String whole(Path path) {
        if (path.toString().isEmpty()) {
            return "";
        }
        var root = Path.of("/");
        var text = decoded(root.resolve(path).toUri().getRawPath());
        var clean = text.endsWith("/") && text.length() > 1 ? text.substring(0, text.length() - 1) : text;
        return path.isAbsolute() ? clean : clean.substring(1);
    }

    /** The path of these bytes below a folder. */
    static Path below(Path folder, String name) {
        return Path.of(URI.create("file://" + encoded(folder) + "/" + encoded(name)));
    }

    /** The path of these bytes, which need not begin with a slash. */
    static Path path(String bytes) {
        var whole = Path.of(URI.create("file:///" + encoded(bytes)));
        return bytes.startsWith("/") ? whole : Path.of("/").relativize(whole);
    }

    /** What was typed, as the bytes that a host gets. */
    static String typed(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** For a person. */
    static String shown(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    private static String encoded(Path folder) {
        var text = folder.toAbsolutePath().toUri().getRawPath();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String encoded(String bytes) {
        var text = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/';
            text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return text.toString();
    }

    private static String decoded(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toString(ISO_8859_1);
    }
}

package dt.ssh.hostkey;

import dt.ssh.key.KeyBlob;
import dt.ssh.key.MalformedKeyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads lines as sshd(8) "SSH_KNOWN_HOSTS FILE FORMAT" says; a broken one is skipped and noted, as ssh does. */
final class KnownHostsParser {
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");

    private final Path file;
    private final List<KnownKey> keys = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    KnownHostsParser(Path file) {
        this.file = file;
    }

    List<KnownKey> keys() {
        return keys;
    }

    /** One for each broken line: {@code known_hosts:7: not base64}. */
    List<String> warnings() {
        return warnings;
    }

    void read(byte[] content) {
        int number = 0;
        for (var line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
            read(line.strip(), ++number);
        }
    }

    void read(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        try {
            keys.add(parse(line, number));
        } catch (MalformedKeyException | BrokenLine e) {
            warnings.add(file + ":" + number + ": " + e.getMessage() + "; the line is skipped");
        }
    }

    private KnownKey parse(String line, int number) throws MalformedKeyException, BrokenLine {
        var words = BLANKS.split(line, 5);
        int next = 0;
        var marker = marker(words[0]);
        if (marker != Marker.NONE) {
            next++;
        }
        if (words.length < next + 3) {
            throw new BrokenLine("needs a host, a key type and a key");
        }
        var hosts = hosts(words[next]);
        var key = KeyBlob.parse(words[next + 2]);
        if (!key.typeName().equals(words[next + 1])) {
            throw new BrokenLine("the key is no " + words[next + 1]);
        }
        return new KnownKey(marker, hosts, key, file, number);
    }

    private static Marker marker(String word) throws BrokenLine {
        if (!word.startsWith("@")) {
            return Marker.NONE;
        }
        return switch (word) {
            case "@cert-authority" -> Marker.AUTHORITY;
            case "@revoked" -> Marker.REVOKED;
            default -> throw new BrokenLine("unknown marker");
        };
    }

    private static HostNames hosts(String word) throws BrokenLine {
        if (!word.startsWith("|")) {
            return ListedNames.parse(word);
        }
        Optional<HashedName> hashed = HashedName.parse(word);
        return hashed.orElseThrow(() -> new BrokenLine("broken hash of a host name"));
    }

    private static final class BrokenLine extends Exception {
        private static final long serialVersionUID = 1;

        BrokenLine(String message) {
            super(message);
        }
    }
}

package dt.ssh.key;

import java.nio.charset.StandardCharsets;

/** A {@code .pub} or {@code -cert.pub} file: one line of type, base64 and comment. */
public final class PublicKeyFile {
    private PublicKeyFile() {}

    public static KeyBlob parse(byte[] content) throws MalformedKeyException {
        for (var line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
            var words = line.strip().split("[ \t]+", 3);
            if (words[0].isEmpty() || words[0].startsWith("#")) {
                continue;
            }
            if (words.length < 2) {
                break;
            }
            var key = KeyBlob.parse(words[1]);
            if (!key.typeName().equals(words[0])) {
                throw new MalformedKeyException("the key is no " + words[0]);
            }
            return key;
        }
        throw new MalformedKeyException("no line with a key");
    }
}

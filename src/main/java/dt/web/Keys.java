package dt.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the page. A token, from the URL that was printed or from a file, is exchanged for a cookie; the cookie says
 * who it was given to and until when, under a key that only this user of the machine can read. So a page that is open
 * goes on after {@code dt web} was started anew.
 */
public final class Keys {
    private static final Duration VALID = Duration.ofDays(7);
    private static final String MAC = "HmacSHA256";
    private static final int TOKEN_BYTES = 24;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, String> tokens;
    private final boolean lasting;
    private final byte[] key;

    private Keys(Map<String, String> tokens, boolean lasting, byte[] key) {
        this.tokens = Map.copyOf(tokens);
        this.lasting = lasting;
        this.key = key.clone();
    }

    /** One person with a token that nobody knows yet. */
    public static Keys ofOne(String who, byte[] key) {
        return new Keys(Map.of(who, random()), false, key);
    }

    /** Those of a token file; a cookie ends with its token. */
    public static Keys of(Map<String, String> tokensByName, byte[] key) {
        return new Keys(tokensByName, true, key);
    }

    /** A word that cannot be guessed. */
    public static String random() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    /** The token of a person. */
    public String token(String who) {
        return tokens.getOrDefault(who, "");
    }

    /** Whose token this is; takes the same time whatever it is. */
    Optional<String> whoseToken(String token) {
        var given = sha256(token);
        @Nullable String found = null;
        for (var entry : tokens.entrySet()) {
            if (MessageDigest.isEqual(given, sha256(entry.getValue()))) {
                found = entry.getKey();
            }
        }
        return Optional.ofNullable(found);
    }

    String cookie(String who, Instant now) {
        var said = BASE64.encodeToString(who.getBytes(StandardCharsets.UTF_8)) + "."
                + now.plus(VALID).getEpochSecond();
        return said + "." + BASE64.encodeToString(mac(said, who));
    }

    /** Whom a cookie was given to, while it is valid. */
    Optional<String> whoseCookie(String cookie, Instant now) {
        int dot = cookie.lastIndexOf('.');
        int first = cookie.indexOf('.');
        if (dot <= first || first <= 0) {
            return Optional.empty();
        }
        try {
            var said = cookie.substring(0, dot);
            var who = new String(Base64.getUrlDecoder().decode(cookie.substring(0, first)), StandardCharsets.UTF_8);
            boolean genuine =
                    MessageDigest.isEqual(mac(said, who), Base64.getUrlDecoder().decode(cookie.substring(dot + 1)));
            long until = Long.parseLong(cookie.substring(first + 1, dot));
            return genuine && tokens.containsKey(who) && now.getEpochSecond() < until
                    ? Optional.of(who)
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private byte[] mac(String said, String who) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            mac.update(said.getBytes(StandardCharsets.UTF_8));
            mac.update(sha256(lasting ? token(who) : ""));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dt.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final byte[] KEY = new byte[32];

    @Test
    void aCookieOutlivesTheProgramAndNotAWeek() {
        var cookie = Keys.ofOne("ada", KEY).cookie("ada", NOW);

        var later = Keys.ofOne("ada", KEY);

        assertThat(later.whoseCookie(cookie, NOW.plusSeconds(6 * 86400))).contains("ada");
        assertThat(later.whoseCookie(cookie, NOW.plusSeconds(8 * 86400))).isEmpty();
    }

    @Test
    void aTokenIsAnotherOneEachTime() {
        var first = Keys.ofOne("ada", KEY);
        var second = Keys.ofOne("ada", KEY);

        assertThat(second.whoseToken(first.token("ada"))).isEmpty();
        assertThat(second.whoseToken(second.token("ada"))).contains("ada");
        assertThat(second.whoseToken("")).isEmpty();
    }

    @Test
    void aCookieEndsWithItsTokenOfTheFile() {
        var cookie = Keys.of(Map.of("ada", "a token of the file"), KEY).cookie("ada", NOW);

        assertThat(Keys.of(Map.of("ada", "a token of the file"), KEY).whoseCookie(cookie, NOW))
                .contains("ada");
        assertThat(Keys.of(Map.of("ada", "another of the file"), KEY).whoseCookie(cookie, NOW))
                .isEmpty();
        assertThat(Keys.of(Map.of("bob", "a token of the file"), KEY).whoseCookie(cookie, NOW))
                .isEmpty();
    }

    @Test
    void aCookieThatWasChangedIsNone() {
        var keys = Keys.ofOne("ada", KEY);
        var cookie = keys.cookie("ada", NOW);

        assertThat(keys.whoseCookie(cookie.replace(".", ".9"), NOW)).isEmpty();
        assertThat(keys.whoseCookie("x" + cookie, NOW)).isEmpty();
        assertThat(keys.whoseCookie(cookie.substring(0, cookie.length() - 2), NOW))
                .isEmpty();
        assertThat(Keys.ofOne("ada", new byte[] {1}).whoseCookie(cookie, NOW)).isEmpty();
        for (var odd : new String[] {"", ".", "..", "a.b", "a.b.c", "ada.9999999999."}) {
            assertThat(keys.whoseCookie(odd, NOW)).isEmpty();
        }
    }
}

package dt.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.module.UsageException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host   | web1.x.org web1 WEB1 web10 xweb1 web1-a | HOST HOST HOST web10 xweb1 web1-a",
                "time   | 2026-11-23T17:52:51.123Z up 3 days      | TIME up 3 days",
                "time   | Mon Nov 23 17:52:51 UTC 2026            | TIME",
                "time   | Mon 23 Nov 2026 05:52:51 PM UTC         | TIME",
                "time   | Nov  3 07:01:02 sshd[7]: Mayor 12:30    | TIME sshd[7]: Mayor TIME",
                "time   | 00:11:22:33:44:55 2001:10:20:30::1      | 00:11:22:33:44:55 2001:10:20:30::1",
                "ip     | 10.0.0.1/24 [2001:db8::1]:22 fe80::1%eth0 ::1 | IP/24 [IP]:22 IP IP",
                "ip     | 1:2:3:4:5:6:7:8 ::ffff:10.1.2.3 1.2.3.4.5 std::vector | IP IP 1.2.3.4.5 std::vector",
                "number | load 0.15, 3 users, sda1                | load N, N users, sdaN",
                "host,ip,number,time | web1 10.0.0.1 at 12:30 3x  | HOST IP at TIME Nx",
            })
    void masksTheirKindAndNothingElse(String words, String text, String masked) throws UsageException {
        assertThat(Normalize.of(words).apply("root@web1.x.org", "ssh", text)).isEqualTo(masked);
    }

    @Test
    void theFirstNumberOfAnAddressIsNoShortName() throws UsageException {
        assertThat(Normalize.of("host").apply("10.0.0.1", "ssh", "10 of 10.0.0.1"))
                .isEqualTo("10 of HOST");
    }

    @Test
    void anUnknownWordIsATypingError() {
        assertThatThrownBy(() -> Normalize.of("host,mac"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--normalize cannot mask \"mac\": it knows no such word; use some of host,ip,number,time");
    }

    @Property(tries = 300)
    void whatIsMaskedHasNoDigitsLeft(@ForAll String text) throws UsageException {
        assertThat(Normalize.of("host,ip,number,time").apply("web1", "ssh", text))
                .doesNotContainPattern("[0-9]");
    }
}

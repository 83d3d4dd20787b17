package dt.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
    /** RFC 5952; another spelling in Host would never be ours. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "::1, [::1]",
        "::, [::]",
        "2001:db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]",
        "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]",
        "1:0:0:2:0:0:0:0, [1:0:0:2::]"
    })
    void anAddressIsSpeltAsBrowsersDo(String address, String literal) {
        assertThat(Guard.literal(InetAddress.ofLiteral(address))).isEqualTo(literal);
    }
}

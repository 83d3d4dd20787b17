package dt.ssh.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** Files of others: whatever is in them, they are read to the end. */
class KnownHostsFuzzTest {
    private static final Path FILE = Path.of("/known_hosts");

    @Property(tries = 500)
    void anyBytesAreReadAndKnowNobody(@ForAll byte[] content) {
        var file = new KnownHostsFile(FILE, content);

        assertThat(file.unhashed("host")).isEmpty();
        assertThat(file.hashed("host")).isEmpty();
    }

    @Property(tries = 500)
    void aBrokenWordCostsItsLineOnly(@ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '~') String junk) {
        var good = "host ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        var file = new KnownHostsFile(FILE, (junk + "\n" + good + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(file.unhashed("host")).isNotEmpty();
    }

    @Property(tries = 500)
    void aPatternEndsInTimeAndMatchesItsOwnText(
            @ForAll @StringLength(min = 1, max = 200) @CharRange(from = 'a', to = 'b') String name) {
        assertThat(ListedNames.parse(name).cover(name)).isTrue();
        assertThat(ListedNames.parse("*a*b*a*b*a*b*c").cover(name)).isFalse();
        assertThat(ListedNames.parse(name.replace('a', '*')).cover(name)).isTrue();
        assertThat(ListedNames.parse("*,!" + name).cover(name)).isFalse();
    }
}

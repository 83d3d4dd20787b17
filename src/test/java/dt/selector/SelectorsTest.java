package dt.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dt.inventory.Host;
import dt.inventory.Inventory;
import dt.inventory.Login;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
    private static final Inventory INVENTORY = Inventory.of(List.of(
            host("web01", "web", "linux", "rack=r1"),
            host("web07", "web", "linux", "rack=r2"),
            host("db1", "db", "linux", "rack=r1"),
            host("sw1", "switch")));

    private record Outside(String input, Map<String, String> environment) implements dt.selector.Outside {
        @Override
        public InputStream standardInput() {
            return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Path folder() {
            return Path.of("/");
        }

        @Override
        public Optional<List<Host>> earlierRun(String words) {
            return words.equals("last:failed") ? INVENTORY.find("db1").map(List::of) : Optional.empty();
        }
    }

    private static final Outside OUTSIDE = new Outside("db1 extra\nnew1 x y # z\n", Map.of("PATH", "/nowhere"));

    private static Host host(String name, String... tags) {
        return new Host(name, Login.UNSAID, Set.of(tags), Map.of());
    }

    private static String resolved(String text) throws SelectorException, InterruptedException {
        var hosts = Selectors.resolve(Selectors.parse(text), INVENTORY, OUTSIDE);
        return String.join(" ", hosts.stream().map(Host::label).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            all                          | web01 web07 db1 sw1
            all:                         | web01 web07 db1 sw1
            tag:web,db                   | web01 web07 db1
            tag:linux,+rack=r1           | web01 db1
            tag:linux,-web               | db1
            tag:switch,(web,+rack=r2)    | web07 sw1
            tag:rack=r*                  | web01 web07 db1
            exp:web.*                    | web01 web07
            exp:eb                       | ''
            exp:/we.+[17]/               | web01 web07
            exp:(web)?(d)?b?[0-9]+       | web01 web07 db1
            sys:db1,web01                | web01 db1
            db1,web01                    | web01 db1
            web*                         | web01 web07
            web[01,07]                   | web01 web07
            {db1,sw1}                    | db1 sw1
            root@db1                     | root@db1
            far.example.net:2022         | far.example.net:2022
            [2001:db8::1]:22             | 2001:db8::1:22
            not:tag:linux                | sw1
            !tag:linux                   | sw1
            out                          | db1 new1
            run:last:failed              | db1
            nil                          | ''
            tag:web:exp:web0.*           | web01 web07
            tag:web & !web07             | web01
            (tag:web + tag:db) & !web07  | web01 db1
            tag:web:not:web07            | web01
            tag:db+tag:switch            | db1 sw1
            nil + db1                    | db1
            all:tag:db                   | db1
            """)
    void selectsAsTheTableSays(String text, String hosts) throws Exception {
        assertThat(resolved(text)).isEqualTo(hosts);
    }

    @Test
    void hostsOfOneLineHaveTheTagsOfTheLineAndTheirOwn() throws Exception {
        var outside = new Outside("db1,web01,new[1-2] extra", Map.of());

        var hosts = Selectors.resolve(Selectors.parse("out"), INVENTORY, outside);

        assertThat(hosts)
                .extracting(Host::name, Host::tags)
                .containsExactly(
                        tuple("web01", Set.of("extra", "web", "linux", "rack=r1")),
                        tuple("db1", Set.of("extra", "db", "linux", "rack=r1")),
                        tuple("new1", Set.of("extra")),
                        tuple("new2", Set.of("extra")));
    }

    @Test
    void portsOfStandardInputTellHostsApart() throws Exception {
        var outside = new Outside("127.0.0.1:2201\n127.0.0.1:2202\nroot@db1:22\n", Map.of());

        var hosts = Selectors.resolve(Selectors.parse("out"), INVENTORY, outside);

        assertThat(hosts).extracting(Host::label).containsExactly("root@db1:22", "127.0.0.1:2201", "127.0.0.1:2202");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tga:web      | 0
            tag:         | 4
            tag:a,,b     | 6
            tag:(a       | 4
            (tag:a       | 0
            tag:a)       | 5
            web1,        | 5
            a,,b         | 2
            web[3-1]     | 4
            web[         | 3
            exp:(        | 5
            exp:/a       | 4
            tag:a &      | 6
            tag:a tag:b  | 6
            host:99999   | 5
            """)
    void pointsAtThePlace(String text, int position) {
        assertThatThrownBy(() -> Selectors.parse(text))
                .isInstanceOfSatisfying(
                        SelectorException.class,
                        e -> assertThat(e.position()).as(e.pointed()).isEqualTo(position));
    }

    @Test
    void depthIsBounded() {
        for (var bracket : List.of("(", "!", "not:", "tag:(")) {
            assertThatThrownBy(() -> Selectors.parse(bracket.repeat(100_000))).isInstanceOf(SelectorException.class);
        }
        assertThatThrownBy(() -> Selectors.parse("a&".repeat(100_000) + "a")).isInstanceOf(SelectorException.class);
    }

    @Test
    void anExpressionThatWouldRunForEverIsEnded() {
        var long1 = Inventory.of(List.of(host("a".repeat(60) + "b")));

        assertThatThrownBy(() -> Selectors.resolve(Selectors.parse("exp:/((a|aa)+)+c/"), long1, OUTSIDE))
                .isInstanceOf(SelectorException.class)
                .hasMessageContaining("takes too long");
    }

    @Test
    void ec2WithoutTheAwsCommandSaysWhatToDo() {
        assertThatThrownBy(() -> resolved("ec2:web"))
                .isInstanceOf(SelectorException.class)
                .hasMessageContaining("install awscli");
    }

    @Property(tries = 2000)
    void nothingTypedCrashesIt(@ForAll("selectorish") String text) {
        try {
            assertThat(Selectors.parse(text)).hasToString(text);
        } catch (SelectorException wrong) {
            assertThat(wrong.position()).isBetween(0, text.length());
        }
    }

    @Property(tries = 300)
    void theAlgebraHolds(@ForAll("atoms") String a, @ForAll("atoms") String b) throws Exception {
        assertThat(resolved(a + " + " + b)).isEqualTo(resolved(b + " + " + a));
        assertThat(resolved(a + " & " + b)).isEqualTo(resolved(b + " & " + a));
        assertThat(resolved(a + " + " + a)).isEqualTo(resolved(a)).isEqualTo(resolved(a + " & " + a));
        assertThat(resolved("!(" + a + " + " + b + ")")).isEqualTo(resolved("!" + a + " & !" + b));
        assertThat(resolved("!!" + a)).isEqualTo(resolved(a));
    }

    @Provide
    Arbitrary<String> atoms() {
        return Arbitraries.of(
                "all", "nil", "tag:web", "tag:db", "tag:rack=r1", "exp:web.*", "sw1", "web*", "db1,web01");
    }

    @Provide
    Arbitrary<String> selectorish() {
        return Arbitraries.strings()
                .withChars("abw019:,+-&!()[]{}/*?=@%. \t\n\\")
                .ofMaxLength(30)
                .flatMap(tail -> Arbitraries.of("", "tag:", "exp:", "sys:", "not:", "ec2:", "run:", "all", "out")
                        .map(head -> head + tail));
    }
}

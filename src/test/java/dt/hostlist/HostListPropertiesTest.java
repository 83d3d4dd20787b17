package dt.hostlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class HostListPropertiesTest {
    /** "expand(fold(S)) = S for every set S". */
    @Property(tries = 2000)
    void expandingWhatWasFoldedGivesTheSameNames(@ForAll("names") Set<String> names) throws Exception {
        var folded = HostList.fold(names);

        assertThat(new HashSet<>(HostList.expand(folded))).as(folded).isEqualTo(names);
    }

    @Property(tries = 500)
    void foldingTwiceChangesNothing(@ForAll("names") Set<String> names) throws Exception {
        var folded = HostList.fold(names);

        assertThat(HostList.fold(HostList.expand(folded))).isEqualTo(folded);
    }

    @Property(tries = 500)
    void theOrderOfTheNamesDoesNotMatter(@ForAll("names") Set<String> names) {
        assertThat(HostList.fold(List.copyOf(names).reversed())).isEqualTo(HostList.fold(names));
    }

    /** Whatever is typed: names, or an error with a place in the text. */
    @Property(tries = 5000)
    void nothingTypedCrashesIt(@ForAll("typed") String text) {
        try {
            assertThat(HostList.expand(text)).isNotEmpty().doesNotHaveDuplicates();
        } catch (HostListException wrong) {
            assertThat(wrong.position()).isBetween(0, text.length());
            assertThat(wrong).hasMessageNotContaining("\n");
        }
    }

    /** Names as fleets have them: few stems, many numbers, with and without zeros, two numbers in a name, addresses. */
    @Provide
    Arbitrary<Set<String>> names() {
        var stem = Arbitraries.of("web", "db-", "r", "", "n1x", "a.b");
        var number = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 30).map(String::valueOf),
                Arbitraries.integers().between(0, 120).map("%03d"::formatted),
                Arbitraries.of("00", "0", "000", "99999999999999999999", "999999999999999"));
        var tail = Arbitraries.of("", ".example.net", "x", "-7");
        var plain = Combinators.combine(stem, number, tail).as((s, n, t) -> s + n + t);
        var two = Combinators.combine(stem, number, stem, number).as((s, n, t, m) -> s + n + "s" + t + m);
        var odd = Arbitraries.of(
                "localhost", "2001:db8::1", "[2001:db8::1]:22", "::1", "root@web1:22", "wéb1", "10.0.0.1");
        return Arbitraries.frequencyOf(Tuple.of(6, plain), Tuple.of(3, two), Tuple.of(1, odd))
                .set()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries.strings()
                .withChars("abw0123:,-[]{}/.@% \t\0é\\")
                .ofMinLength(1)
                .ofMaxLength(25);
    }
}

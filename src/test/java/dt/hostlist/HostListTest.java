package dt.hostlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class HostListTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web1                       | web1
            a,b,c                      | a b c
            b,a,b                      | b a
            web[01-03,30]              | web01 web02 web03 web30
            [0-10/2]                   | 0 2 4 6 8 10
            [01-10/4]                  | 01 05 09
            n[1-10/4]                  | n1 n5 n9
            [0-10/99999]               | 0
            web0[8-11]                 | web08 web09 web010 web011
            web[1-3][4-5]              | web14 web15 web24 web25 web34 web35
            r[1-2]n[1-2].x,y           | r1n1.x r1n2.x r2n1.x r2n2.x y
            [9-11]                     | 9 10 11
            [0-2]                      | 0 1 2
            [00-02]                    | 00 01 02
            [007]                      | 007
            [7-7]                      | 7
            [3,1,2,1-2]                | 3 1 2
            [1-11][1-1,11-11]          | 11 111 21 211 31 311 41 411 51 511 61 611 71 711 81 811 91 911 101 1011 1111
            web{a,b}                   | weba webb
            {a,b}{1,2}                 | a1 a2 b1 b2
            {web[1-2],db{x,y}}.net     | web1.net web2.net dbx.net dby.net
            [2001:db8::1]:22           | [2001:db8::1]:22
            root@[::1]:22,[fe80::1%eth0] | root@[::1]:22 [fe80::1%eth0]
            {[::1],[::2]}:22           | [::1]:22 [::2]:22
            [::ffff:10.0.0.1]          | [::ffff:10.0.0.1]
            2001:db8::1                | 2001:db8::1
            u@web[1-2]:22              | u@web1:22 u@web2:22
            wéb[1-2]                   | wéb1 wéb2
            [999999999999998-999999999999999] | 999999999999998 999999999999999
            """)
    void aListStandsForItsNamesInTheOrderWritten(String list, String names) throws Exception {
        assertThat(HostList.expand(list)).containsExactly(names.split(" "));
        assertThat(HostList.count(list)).isEqualTo(names.split(" ").length);
    }

    /** The caret stands under the character at the position; the text has an underscore where a blank is meant. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web[1-010]   | 6  | 1 and 010 differ in width; give both the same number of digits
            web[008-12]  | 8  | 008 and 12 differ in width; give both the same number of digits
            web[01-100]  | 7  | 01 and 100 differ in width; give both the same number of digits
            web[3-1]     | 4  | the range runs backwards; write 1-3
            web[]        | 4  | empty brackets; write [1-3]
            web[         | 3  | a [ that is never closed
            web[1-2      | 3  | a [ that is never closed
            web]         | 3  | a ] without its [
            web[[1-2]]   | 4  | a [ inside brackets; close the first one before it
            web[1,[2]    | 6  | a [ inside brackets; close the first one before it
            web[1-]      | 6  | the end of the range is missing; write [1-3]
            web[1,]      | 6  | a number is missing; write [1-3]
            web[,1]      | 4  | an empty item in brackets; write [1-3,5]
            web[-1-1]    | 4  | a range cannot begin with -; a number has no sign here
            web[1-2-3]   | 7  | only numbers can be in brackets; write [1-3], [01-20,30] or [0-10/2]; for words, {a,b}
            web[a-c]     | 4  | only numbers can be in brackets; write [1-3]; for words, {a,b}
            web[1_-2]    | 5  | only numbers can be in brackets; write [1-3], [01-20,30] or [0-10/2]; for words, {a,b}
            web[1-3/0]   | 8  | a step of 0; write 1 or more
            web[1-3/]    | 8  | the step is missing; write [1-3]
            web[1/2]     | 5  | a step needs a range; write [0-10/2]
            web1,        | 5  | an empty item; write a host name after the ,
            a,,b         | 2  | an empty item; write a host name after the ,
            ,a           | 0  | an empty item; write a host name
            {a,}         | 3  | an empty item; write a host name after the ,
            {}           | 1  | an empty item; write a host name after the {
            {            | 0  | a { that is never closed
            web{a,b      | 3  | a { that is never closed
            web{a}       | 3  | braces around one item; write {a,b}, or [1-3] for a range
            web{1..3}    | 3  | braces around one item; write {a,b}, or [1-3] for a range
            web}         | 3  | a } without its {
            web1_web2    | 4  | a blank or control character in a host name; separate hosts by commas
            [1:2]        | 1  | neither a range nor an IPv6 address; write [1-3] or [2001:db8::1]
            [::1%]       | 1  | neither a range nor an IPv6 address; write [1-3] or [2001:db8::1]
            web[::1]     | 3  | an IPv6 address is a host by itself; write [2001:db8::1]:22
            [::1]x       | 5  | an IPv6 address is a host by itself; write [2001:db8::1]:22
            [1000000000000000] | 1 | a number of more than 15 digits in a range; write it as text
            web[1-2000000]  | 0 | more than 1,000,000 hosts; use smaller ranges
            x,web[1-1000000] | 2 | more than 1,000,000 hosts; use smaller ranges
            [1-1001][1-1000] | 0 | more than 1,000,000 hosts; use smaller ranges
            """)
    void aWrongListIsAnErrorWithAPlaceAndASentence(String text, int position, String message) {
        var list = text.replace('_', ' ');

        assertThatExceptionOfType(HostListException.class)
                .isThrownBy(() -> HostList.expand(list))
                .satisfies(e -> {
                    assertThat(e).hasMessage(message);
                    assertThat(e.position()).isEqualTo(position);
                    assertThat(e.text()).isEqualTo(list);
                });
    }

    @Test
    void anEmptyListIsAnError() {
        assertThatThrownBy(() -> HostList.expand("")).hasMessage("an empty host list; write a host name");
        assertThatThrownBy(() -> HostList.expandPattern("")).hasMessage("an empty host list; write a host name");
    }

    @Test
    void aPatternIsOneItem() throws Exception {
        assertThat(HostList.expandPattern("web[1,3].{a,b}")).containsExactly("web1.a", "web1.b", "web3.a", "web3.b");

        assertThatExceptionOfType(HostListException.class)
                .isThrownBy(() -> HostList.expandPattern("web[1,3],db"))
                .withMessageStartingWith("a comma in a single host pattern")
                .satisfies(e -> assertThat(e.position()).isEqualTo(8));
        assertThatThrownBy(() -> HostList.expandPattern("web[1-2000000]"))
                .hasMessageStartingWith("more than 1,000,000");
    }

    @Test
    void aMillionHostsAreExpanded() throws Exception {
        assertThat(HostList.expand("web[000000-999999]")).hasSize(1_000_000).endsWith("web999999");
    }

    /** "more than 1,000,000 hosts is an error before anything is allocated". The products here overflow any long. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1-999999999999999]
            [1-999999999999999][1-999999999999999][1-999999999999999][1-999999999999999]
            {[1-999999999999999],[1-999999999999999]}[1-9]
            [1-999999999999999,1-999999999999999]
            [1-1000000],a
            [1-65536][1-65536][1-65536][1-65536]
            """)
    void aListOfFarTooManyHostsIsRefusedAtOnce(String list) {
        assertThatThrownBy(() -> HostList.expand(list))
                .isInstanceOf(HostListException.class)
                .hasMessageStartingWith("more than 1,000,000 hosts");
    }

    @ParameterizedTest
    @CsvSource({"[", "{", "'{a,'", "]", "}", "'[1-'", "','"})
    void aHundredThousandBracketsAreAnError(String piece) {
        assertThatThrownBy(() -> HostList.expand(piece.repeat(100_000))).isInstanceOf(HostListException.class);
    }

    @Test
    void anErrorPointsAtThePlace() {
        assertThatExceptionOfType(HostListException.class)
                .isThrownBy(() -> HostList.expand("web[3-1]"))
                .satisfies(e -> assertThat(e.pointed()).isEqualTo("""
                                the range runs backwards; write 1-3
                                    web[3-1]
                                        ^"""));
    }

    @Test
    void aCaretInALongTextShowsOnlyWhatIsAroundIt() {
        var lines = Caret.under("a".repeat(500) + "!" + "b".repeat(500), 500).split("\n");

        assertThat(lines[0]).hasSizeLessThan(140).startsWith("    ...aaa").endsWith("bbb...");
        assertThat(lines[0].charAt(lines[1].indexOf('^'))).isEqualTo('!');
    }

    @Test
    void aCaretLineShowsNoControlCharacters() {
        assertThat(Caret.under("a\u001b[31m\n!", 7)).isEqualTo("    a?[31m?!\n           ^");
    }

    @Test
    void ofAListOnlyTheNamesAreKept() throws Exception {
        assertThat(HostList.expand("a[1-2],a[2-3]")).isEqualTo(List.of("a1", "a2", "a3"));
    }
}

package dt.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** "hosts with the same output together under a folded host list, largest group first" */
class GroupViewTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void hostsThatPrintedTheSameAreTogetherLargestGroupFirst() throws Exception {
        var view = new GroupView(out, Colours.OFF, Normalize.NOTHING, false);
        show(view, "db1", true, "old\n");
        show(view, "web2", true, "new\nmore\r\n");
        show(view, "web3", false, "exit 3");
        show(view, "web1", true, "new\nmore");
        show(view, "web10", true, "new\nmore\n");
        show(view, "db2", true, "");
        view.finish();

        assertThat(out.toString(UTF_8)).isEqualTo("""
                ---------------
                web[1-2,10] (3)
                ---------------
                new
                more
                ---------------
                db1 (1)
                ---------------
                old
                ---------------
                db2 (1)
                ---------------
                ---------------
                web3 (1) fail
                ---------------
                exit 3
                """);
    }

    @Test
    void aDiffIsAgainstTheLargestGroup() throws Exception {
        var view = new GroupView(out, Colours.OFF, Normalize.NOTHING, true);
        show(view, "web1", true, "a\nb\nc");
        show(view, "web2", true, "a\nb\nc");
        show(view, "web3", true, "a\nB\nc\n\033d");
        show(view, "web4", false, "a\nb\nc");
        view.finish();

        assertThat(out.toString(UTF_8)).isEqualTo("""
                ---------------
                web[1-2] (2)
                ---------------
                a
                b
                c
                ---------------
                web3 (1)
                ---------------
                --- web[1-2]
                +++ web3
                @@ -1,3 +1,4 @@
                 a
                -b
                +B
                 c
                +\\0033d
                ---------------
                web4 (1) fail
                ---------------
                the same output as web[1-2]
                """);
    }

    @Test
    void whatAlwaysDiffersIsMasked() throws Exception {
        var view = new GroupView(out, Colours.OFF, Normalize.of("host,number"), false);
        show(view, "web1", true, "web1 up 3 days");
        show(view, "web2", true, "web2 up 12 days");
        view.finish();

        assertThat(out.toString(UTF_8)).isEqualTo("---------------\nweb[1-2] (2)\n---------------\nHOST up N days\n");
    }

    @Test
    void moreThanCanBeHeldIsCutButStillCompared() throws Exception {
        var view = new GroupView(out, Colours.OFF, Normalize.NOTHING, false, 5000);
        var large = "x".repeat(5001);
        show(view, "a1", true, large);
        show(view, "a2", true, large + "y");
        show(view, "a3", true, large);
        view.finish();

        var cut = "x".repeat(4096)
                + "\n... cut here: the groups are too large to hold; write all of it with -o dir:PATH\n";
        assertThat(out.toString(UTF_8))
                .isEqualTo("---------------\na[1,3] (2)\n---------------\n" + cut
                        + "---------------\na2 (1)\n---------------\n" + cut);
    }

    @Test
    void hugeTextsAreNotCompared() {
        var many = Collections.nCopies(20_000, "x");

        assertThat(Diffs.of("a", many, "b", List.of("y")))
                .containsExactly("no diff: the two have 20001 lines, more than 20000;"
                        + " write them with -o dir:PATH and compare the files");
    }

    @Test
    @Timeout(20)
    void theWorstThatIsComparedEndsSoon() {
        var one = IntStream.range(0, 10_000).mapToObj(i -> "a" + i).toList();
        var other = IntStream.range(0, 10_000).mapToObj(i -> "b" + i).toList();

        assertThat(Diffs.of("a", one, "b", other)).hasSize(20_003);
    }

    @Property(tries = 300)
    void aDiffMakesOneTextOfTheOther(@ForAll("texts") List<String> one, @ForAll("texts") List<String> other)
            throws Exception {
        var diff = Diffs.of("a", one, "b", other);

        assertThat(UnifiedDiffUtils.parseUnifiedDiff(diff).applyTo(one)).isEqualTo(other);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of("p", "q", "r", "s").list().ofMinSize(1).ofMaxSize(40);
    }

    private static void show(GroupView view, String host, boolean okay, String text) {
        view.show(new Seen(host, okay, text.getBytes(UTF_8)));
    }
}

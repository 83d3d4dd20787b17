package dt.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

@Timeout(60)
class ResultsTest {
    @TempDir
    Path folder;

    private Results of(int hosts, int characters) throws Exception {
        var fleet = new FakeFleet(FakeFleet.named(hosts), folder);
        fleet.prints = host -> host.name() + "\n" + "x".repeat(characters);
        try (var runs = new RunBook(fleet)) {
            var id = runs.begin(new Order.Run("tester", "all", List.of("ssh", "date"), 0));
            var results = runs.results(id);
            while (!results.isEnded()) {
                results.await(Long.MAX_VALUE, 10);
            }
            return results;
        }
    }

    /** Each host printed something else: that is a lot to read, and comes in parts with all their groups. */
    @Test
    void whatIsLongComesInParts() throws Exception {
        var results = of(300, 2000);
        var hosts = new ArrayList<Object>();
        var groups = new ArrayList<Object>();
        int parts = 0;
        Results.Delta delta;
        do {
            delta = results.since(hosts.size());
            var json = JSON.std.mapFrom(delta.json());
            assertThat(json.get("from")).isEqualTo(hosts.size());
            assertThat(json.containsKey("more")).isEqualTo(delta.more());
            assertThat(((Map<?, ?>) json.get("run")).get("state")).isEqualTo("ended");
            assertThat(delta.last()).isNotEqualTo(delta.more());
            assertThat((List<?>) json.get("results")).hasSizeBetween(1, 20);
            ((List<?>) json.get("results")).forEach(line -> hosts.add(((List<?>) line).getFirst()));
            ((List<?>) json.get("groups")).forEach(line -> groups.add(((List<?>) line).getFirst()));
            assertThat(delta.results()).isEqualTo(hosts.size());
            parts++;
        } while (delta.more());

        assertThat(parts).isGreaterThan(15);
        assertThat(hosts)
                .isEqualTo(FakeFleet.named(300).stream().map(h -> h.label()).toList());
        assertThat(groups).isEqualTo(IntStream.range(0, 300).boxed().toList());
    }

    @Test
    void whoComesBackGetsTheGroupsThatBeganSince() throws Exception {
        var delta = of(4, 1).since(2);

        assertThat(delta.json())
                .contains("\"from\":2", "[\"web3\",\"ok\",\"ok\",2,", "[\"web4\",\"ok\",\"ok\",3,")
                .doesNotContain("web1", "web2");
        assertThat(delta.last()).isTrue();
    }
}

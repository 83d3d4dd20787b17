package dt.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.jr.ob.JSON;

@Timeout(60)
class GridTest {
    private Instant now = Instant.parse("2026-02-03T04:05:06Z");
    private final Grid grid = new Grid(FakeFleet.named(3), () -> now);

    private static Sighting seen(String host, Instant since, long pid) {
        return new Sighting.Seen(host, List.of(new ServiceState("httpd", ServiceState.State.UP, true, since, pid)));
    }

    private String json(long seen) {
        return String.join("", grid.since(seen).parts());
    }

    @Test
    void aChangeBringsItsRowAndNoOther() {
        grid.take(seen("web1", now, 1));
        grid.take(seen("web2", now, 2));
        var before = grid.since(0);
        grid.take(seen("web2", now, 3));

        var delta = grid.since(before.version());

        assertThat(delta.parts()).singleElement().asString().contains("\"rows\":[[1,1,\"\",[[0,0,1,1770091506,3,0]]]]");
        assertThat(delta.parts().getFirst()).doesNotContain("hosts", "services");
    }

    @Test
    void theFirstChangeReachesWhoHasSeenTheEmptyGrid() throws Exception {
        var empty = grid.since(0);
        grid.take(seen("web1", now, 1));

        assertThat(grid.await(empty.version(), 1)).isTrue();
        assertThat(json(empty.version())).contains("\"services\":[\"httpd\"]", "\"rows\":[[0,1,");
    }

    @Test
    void whatIsTheSameAgainIsNoChange() throws Exception {
        grid.take(seen("web1", now, 1));
        var before = grid.since(0).version();
        grid.take(seen("web1", now, 1));

        assertThat(grid.await(before, 1)).isFalse();
    }

    @Test
    void aHostThatIsNoLongerReachedKeepsWhatWasKnownAndSaysWhy() {
        grid.take(seen("web1", now, 1));
        grid.take(new Sighting.Unseen("web1", "connection refused"));

        assertThat(json(0)).contains("[0,0,\"connection refused\",[[0,0,1,1770091506,1,0]]]");
        assertThat(grid.list().getFirst()).containsEntry("seen", false);
    }

    @Test
    void threeStartsInAMinuteAreFlappingAndTwoAreNot() {
        grid.take(seen("web1", now, 1));
        for (int i = 2; i <= 3; i++) {
            now = now.plusSeconds(5);
            grid.take(seen("web1", now, i));
        }
        assertThat(grid.list().getFirst().toString()).contains("flapping=false");

        now = now.plusSeconds(5);
        grid.take(seen("web1", now, 4));
        assertThat(grid.list().getFirst().toString()).contains("flapping=true");

        now = now.plusSeconds(61);
        assertThat(grid.list().getFirst().toString()).contains("flapping=false");
    }

    @Test
    void aServiceThatDiesBetweenTwoLooksIsFlappingThoughNobodySawItUp() {
        for (int i = 0; i < 4; i++) {
            grid.take(new Sighting.Seen(
                    "web1", List.of(new ServiceState("httpd", ServiceState.State.DOWN, true, now, null))));
            now = now.plusSeconds(2);
        }

        assertThat(grid.list().getFirst().toString()).contains("flapping=true");
    }

    @Test
    void startsThatAreFarApartAreNotFlapping() {
        for (int i = 1; i < 9; i++) {
            now = now.plusSeconds(31);
            grid.take(seen("web1", now, i));
        }

        assertThat(grid.list().getFirst().toString()).contains("flapping=false");
    }

    @Test
    void aServiceThatIsGoneLeavesItsRow() {
        grid.take(seen("web1", now, 1));
        grid.take(new Sighting.Seen("web1", List.of()));

        assertThat(grid.has("web1", "httpd")).isFalse();
        assertThat(json(0)).contains("[0,1,\"\",[]]");
    }

    /** No browser has too much to do in one piece: 20,000 services are no less work for being one event. */
    @Test
    void whatIsLongComesInPartsOfWhichTheFirstHasTheNames() throws Exception {
        var many = new Grid(FakeFleet.named(1000), () -> now);
        for (var host : FakeFleet.named(1000)) {
            many.take(new Sighting.Seen(host.label(), FakePage.states(host.label(), 20)));
        }

        var parts = many.since(0).parts();

        assertThat(parts).hasSizeGreaterThan(10);
        var rows = new ArrayList<Object>();
        for (var part : parts) {
            var json = JSON.std.mapFrom(part);
            assertThat((List<?>) json.get("rows")).hasSizeBetween(1, 80);
            assertThat(json.containsKey("hosts")).isEqualTo(part.equals(parts.getFirst()));
            assertThat(json.containsKey("services")).isEqualTo(part.equals(parts.getFirst()));
            ((List<?>) json.get("rows")).forEach(row -> rows.add(((List<?>) row).getFirst()));
        }
        assertThat(rows).isEqualTo(IntStream.range(0, 1000).boxed().toList());
        assertThat(many.since(many.since(0).version()).parts())
                .singleElement()
                .asString()
                .contains("\"rows\":[]");
    }
}

package dt.web;

import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.inventory.Login;
import dt.module.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page in a real Chromium, before a fleet that only pretends. */
@Timeout(300)
class PageIT {
    private static final String ENTER = "\uE007";
    private static final String DOWN = "\uE015";
    private static final String RIGHT = "\uE014";
    private static final String ESCAPE = "\uE00C";
    private static final String EVIL = "<img/src=x/onerror=pwned=1>";

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
    }

    @BeforeEach
    void wideAndLight() throws Exception {
        browser.size(1280, 800);
        browser.dark(false);
    }

    private static FakePage open(int hosts, int services) throws Exception {
        var page = new FakePage(FakeFleet.named(hosts), 0);
        page.fill(services);
        show(page);
        return page;
    }

    private static void show(FakePage page) throws Exception {
        browser.open(page.login());
        browser.until("document.querySelector('.cell')");
    }

    private static void ordered(FakePage page, int orders) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (page.fleet.orders().size() < orders && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(page.fleet.orders()).hasSize(orders);
    }

    @Test
    void theTokenIsGoneFromTheAddress() throws Exception {
        try (var page = open(3, 2)) {
            assertThat(browser.url()).isEqualTo(page.url());
            assertThat(browser.script("return document.cookie")).isEqualTo("");
        }
    }

    @Test
    void ofAThousandHostsOnlyWhatIsSeenIsInTheDocument() throws Exception {
        try (var page = open(1000, 20)) {
            browser.until("document.querySelectorAll('.cell').length > 100");
            assertThat(((Number) browser.script("return document.querySelectorAll('.cell').length")).intValue())
                    .isBetween(100, 1500);
            browser.script("document.querySelector('#grid').scrollTop = 1e9");
            browser.until("document.querySelector('#grid').innerText.includes('web1000')");
            assertThat(((Number) browser.script("return document.querySelectorAll('.cell').length")).intValue())
                    .isLessThan(1500);

            // A change of one that is shown gets there by itself.
            page.grid.take(new Sighting.Seen(
                    "web1000", List.of(new ServiceState("bind", ServiceState.State.DOWN, true, Instant.now(), null))));
            browser.until(
                    "[...document.querySelectorAll('.cell.fail')].some(c => c.title.includes('bind on web1000'))");
        }
    }

    /** Twenty thousand cells at each change were more than the 50 ms that the browser's main thread has. */
    @Test
    void aChangeOfOneHostLooksAtNoCellOfTheOthers() throws Exception {
        try (var _ = open(3, 2)) {
            var reads = browser.script("""
                    return import('/store.js').then(({ Store }) => {
                      const store = new Store();
                      let reads = 0;
                      const cell = (c) => new Proxy([c, 0, 1, 0, 7, 0],
                        { get: (cell, name) => { if (name === '1') reads++; return cell[name]; } });
                      const cells = () => Array.from({ length: 20 }, (_, c) => cell(c));
                      const hosts = Array.from({ length: 1000 }, (_, n) => [`web${n}`, []]);
                      const all = hosts.map((_, n) => n);
                      store.take({ now: Date.now(), hosts, services: cells().map((_, c) => `s${c}`),
                        rows: all.map((n) => [n, 1, '', cells()]) });
                      const first = [store.sums(all).up, reads];
                      reads = 0;
                      store.take({ now: Date.now(), rows: [[7, 1, '', [[0, 1, 1, 0, 0, 0], ...cells().slice(1)]]] });
                      const sums = store.sums(all);
                      const found = all.filter((n) => store.has(n, 'fail'));
                      return [...first, sums.up, sums.fail, found.length, found[0], reads];
                    });""");

            assertThat(((List<?>) reads).stream().map(n -> ((Number) n).intValue()))
                    .containsExactly(20_000, 20_000, 19_999, 1, 1, 7, 19);
        }
    }

    @Test
    void theFilterIsASelectorOrAPartOfAName() throws Exception {
        try (var _ = open(40, 5)) {
            browser.type("#filter", "tag:db & !web04");
            browser.until("document.querySelector('.row.head .name')?.innerText === '9 hosts'");
            browser.type("#filter", "b07");
            browser.until("document.querySelector('.row.head .name')?.innerText === '1 host'");

            browser.type("#filter", "tag:web & (");
            browser.until("document.querySelector('#filter-says mark')");
            assertThat(browser.text("#filter-says")).contains("a selector is missing here");
            assertThat(browser.text(".row.head .name")).isEqualTo("1 host");
        }
    }

    @Test
    void aColumnIsStoppedAfterAQuestionThatCounts() throws Exception {
        try (var page = open(3, 2)) {
            browser.click(".headbox .column");
            browser.click(".menu button:nth-of-type(2)");
            browser.until("document.querySelector('dialog')");
            assertThat(browser.text("dialog h2")).isEqualTo("Stop httpd on 3 hosts?");
            assertThat(browser.text("dialog button")).isEqualTo("Stop 3");
            assertThat(page.fleet.orders()).isEmpty();

            browser.click("dialog button");

            ordered(page, 1);
            var order = (Order.Run) page.fleet.orders().getFirst();
            assertThat(order.words()).containsExactly("runit", "down", "httpd");
            assertThat(order.selector()).isEqualTo("sys:web1,web2,web3");
            assertThat(order.who()).isEqualTo("tester");
            browser.until("document.querySelector('.toast.good')");
            assertThat(browser.text(".toast")).contains("httpd on 3 hosts stopped");
        }
    }

    @Test
    void aRowIsRestartedByItsMenuAndCancelDoesNothing() throws Exception {
        try (var page = open(3, 2)) {
            browser.click(".body .name");
            browser.click(".menu button:nth-of-type(3)");
            assertThat(browser.text("dialog h2")).isEqualTo("Restart 2 services on web1?");
            browser.click("dialog button:nth-of-type(2)");
            browser.until("!document.querySelector('dialog')");
            assertThat(page.fleet.orders()).isEmpty();
        }
    }

    @Test
    void aSelectionIsMadeAndStartedByTheKeyboardAlone() throws Exception {
        try (var page = open(3, 3)) {
            browser.keys("/");
            browser.until("document.activeElement.id === 'filter'");
            browser.keys("w", "e", "b", ENTER);
            browser.until("document.activeElement.id === 'grid'");
            browser.keys(" ", DOWN, RIGHT, " ");
            browser.until("document.querySelectorAll('.cell.chosen').length === 2");
            assertThat(browser.text("#chosen")).contains("2 services on 2 hosts selected");
            assertThat(browser.script("return getComputedStyle(document.querySelector('.cell.chosen')).display"))
                    .isEqualTo("block");
            assertThat(
                            browser.script(
                                    "return document.getElementById(document.querySelector('#grid').getAttribute('aria-activedescendant')).getAttribute('aria-label')"))
                    .asString()
                    .startsWith("nginx on web2: up for ");

            browser.keys("s");
            browser.until("document.querySelector('dialog')");
            assertThat(browser.text("dialog h2")).isEqualTo("Start 2 services on 2 hosts?");
            browser.keys(ENTER);
            ordered(page, 2);

            // What is selected and not seen any more is said, before it is switched by mistake.
            browser.type("#filter", "web1");
            browser.until("document.querySelector('#chosen').innerText.includes('1 host of them not shown')");
            browser.type("#filter", "web3");
            browser.until("document.querySelector('#chosen').innerText.includes('none of them shown')");
        }
    }

    @Test
    void aHostThatDiesMeanwhileIsShown() throws Exception {
        try (var page = open(3, 2)) {
            page.grid.take(new Sighting.Unseen("web2", "unreachable: connection refused"));
            browser.until("document.querySelector('.row.unseen .why')");
            assertThat(browser.text(".row.unseen")).contains("web2", "unreachable: connection refused");
            browser.click(".chip.unseen");
            browser.until("document.querySelector('.row.head .name')?.innerText === '1 host'");

            page.fill(2);
            browser.until("document.querySelector('#grid-empty:not([hidden]) button')");
            browser.click("#grid-empty button");
            browser.until("document.querySelector('.row.head .name')?.innerText === '3 hosts'");
        }
    }

    @Test
    void thePageFindsAServerThatWasStartedAnew() throws Exception {
        int port;
        try (var page = open(3, 2)) {
            port = page.port;
            browser.until("document.querySelector('#live').className === 'live live'");
        }
        browser.until("document.querySelector('#live').className === 'live lost'");
        try (var page = new FakePage(FakeFleet.named(3), port)) {
            page.fill(3);
            browser.until("document.querySelector('#live').className === 'live live'");
            browser.until("document.querySelector('.headbox')?.innerText.includes('postgres')");
        }
    }

    @Test
    void resultsAreGroupedTheLargestFirstAndDifferencesAreMarked() throws Exception {
        try (var page = open(40, 1)) {
            page.fleet.prints = host -> "Linux 6.1\nx86_64" + (host.name().endsWith("7") ? "\nold" : "");
            page.fleet.ends = host -> host.name().equals("web13") ? new Outcome.Failed(3) : new Outcome.Okay();
            browser.click("#tab-command");
            browser.type("#command-hosts", "web*");
            browser.type("#command-words", "uname -sr; uname -m");
            browser.until("document.querySelector('#command-run').innerText === 'Run on 40 hosts'");
            browser.keys(ENTER);
            browser.until("document.querySelectorAll('.card').length === 3");
            browser.until("document.querySelector('pre .added')");
            browser.until("document.querySelector('.sums').innerText.includes('39 okay')");
            browser.until("document.querySelector('.card header').innerText.includes('35 hosts')");

            assertThat(browser.text(".card:nth-child(1) header")).contains("35 hosts", "web[01-06,08-12,14-16");
            assertThat(browser.text(".card:nth-child(2) header")).contains("4 hosts", "web[07,17,27,37]");
            assertThat(browser.text(".card:nth-child(2) .added")).isEqualTo("old");
            assertThat(browser.text(".card:nth-child(3) header")).contains("1 host", "web13", "failed");
            assertThat(browser.text(".sums")).contains("40 hosts", "39 okay", "1 failed");
        }
    }

    @Test
    void whateverHostsAndServicesAreCalledOrPrintItIsText() throws Exception {
        var hosts = new ArrayList<Host>();
        hosts.add(new Host(EVIL, Login.UNSAID, Set.of(EVIL, "\"><script>pwned=1</script>"), Map.of()));
        try (var page = new FakePage(hosts, 0)) {
            page.fleet.prints = host -> EVIL + "\n</pre><script>pwned=1</script>\u001b[2J\u202E";
            page.grid.take(new Sighting.Seen(
                    EVIL, List.of(new ServiceState(EVIL, ServiceState.State.UP, true, Instant.now(), 1L))));
            show(page);
            assertThat(browser.text(".body .name")).isEqualTo(EVIL);
            assertThat(browser.text(".headbox .column")).isEqualTo(EVIL);
            browser.click(".cell");
            assertThat(browser.text(".menu .title")).contains(EVIL + " on " + EVIL);
            browser.keys(ESCAPE);
            page.grid.take(new Sighting.Unseen(EVIL, EVIL));
            browser.until("document.querySelector('.why')?.innerText === " + Json.of(EVIL));
            browser.click("#tab-command");
            browser.type("#command-words", EVIL);
            browser.until("document.querySelector('#command-run').innerText === 'Run on 1 host'");
            browser.click("#command-run");
            browser.until("document.querySelector('.card pre')?.innerText.includes('onerror')");

            assertThat(browser.text(".card pre")).contains("</pre><script>pwned=1</script>\\0033[2J");
            assertThat(browser.script("return typeof pwned")).isEqualTo("undefined");
            assertThat(browser.script("return document.querySelectorAll('main img, main script').length"))
                    .isEqualTo(0);
            assertThat(browser.log()).doesNotContain("Content Security Policy", "Uncaught", "TrustedHTML");
        }
    }

    @Test
    void onANarrowScreenNothingSticksOut() throws Exception {
        try (var _ = open(40, 20)) {
            browser.size(400, 800);
            for (var tab : List.of("#tab-command", "#tab-runs", "#tab-services")) {
                browser.click(tab);
                browser.until("document.documentElement.scrollWidth <= 400");
            }
        }
    }

    @Test
    void everyControlHasAName() throws Exception {
        try (var _ = open(3, 2)) {
            var nameless = browser.script(
                    "return [...document.querySelectorAll('button, input, select, a, [role=grid]')].filter(e =>"
                            + " !(e.innerText || e.getAttribute('aria-label') || e.labels?.length)).map(e => e.outerHTML)");

            assertThat((List<?>) nameless).isEmpty();
        }
    }

    /** The picture of the README: as many hosts as a small shop has, on a day that is not quite quiet. */
    @Test
    void aPictureForTheManual() throws Exception {
        try (var page = new FakePage(FakeFleet.named(24), 0)) {
            page.fill(9);
            for (int i = 0; i < 4; i++) {
                var states = new ArrayList<>(FakePage.states("web07", 9));
                states.set(
                        1,
                        new ServiceState(
                                "nginx",
                                ServiceState.State.UP,
                                true,
                                Instant.now().minusSeconds(9 - i),
                                4711L + i));
                page.grid.take(new Sighting.Seen("web07", states));
            }
            page.grid.take(new Sighting.Unseen("web12", "unreachable: connect timed out after 10s"));
            browser.size(1180, 620);
            show(page);
            browser.until("document.querySelector('.cell.flap') && document.querySelector('.row.unseen')");
            var file = Path.of("target", "dt-web.png");
            browser.picture(file);

            assertThat(file.toFile().length()).isBetween(10_000L, 200_000L);
        }
    }
}

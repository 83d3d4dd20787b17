import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.jr.ob.JSON;

/**
 * {@code java Page.java URL HOSTS SERVICES TOLD}: what {@code dt web} at this URL costs a browser, and how long a change
 * takes to be seen there. TOLD is the folder of the hosts' FIFOs: what is written there, a host says. {@code java Page.java
 * say SERVICES} prints what a host says at first.
 */
final class Page {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int CHANGES = 20;
    private static final int CTRL = 2;
    private static final int LONG = 50;

    private final String url;
    private final int hosts;
    private final int services;
    private final Path told;
    private final List<String> lines = new ArrayList<>();
    private final Random random = new Random(1);

    private Page(String[] args) {
        url = args[0];
        hosts = Integer.parseInt(args[1]);
        services = Integer.parseInt(args[2]);
        told = Path.of(args[3]);
    }

    /** What a scenario does in the browser. */
    private interface Deed {
        void in(Chromium browser) throws Exception;
    }

    static void main(String[] args) throws Exception {
        if (args[0].equals("say")) {
            System.out.writeBytes(answer(Integer.parseInt(args[1]), 0));
        } else {
            new Page(args).all();
        }
    }

    private void all() throws Exception {
        everyHostIsSeen();
        try (var browser = new Chromium(WIDTH, HEIGHT)) {
            measure(browser, "opening the page", this::open);
            var first = browser.run("Math.round(performance.getEntriesByName('dt-first-rows')[0].startTime)");
            measure(browser, "filtering by tag:odd, key by key", b -> type(b, "tag:odd", hosts / 2));
            measure(browser, "and by a part of a name", b -> type(b, "h00", Math.min(hosts, 99)));
            measure(browser, "and by nothing", b -> type(b, "", hosts));
            measure(browser, "a change of all hosts at once", b -> everywhere(b, 1));
            measure(browser, "and back", b -> everywhere(b, 0));
            measure(browser, "scrolling to the end, 60 turns of the wheel", this::scroll);
            measure(browser, "selecting everything", this::select);
            measure(browser, "asking about all of it", this::menu);
            measure(browser, "the same result of all hosts", b -> command(b, "echo fine", 1));
            measure(browser, "another result of each host", b -> command(b, "echo $SSH_CONNECTION; seq 40", Math.min(hosts, 200)));
            measure(browser, "30 seconds of nothing", b -> { b.run("location.hash = 'services'"); Thread.sleep(30_000); });
            browser.picture(told.resolveSibling("page.png"));
            var delays = changes(browser);
            System.out.printf(Locale.ROOT, "First rows %s ms after the address was opened, with a cold browser.%n%n", first);
            System.out.println("| what is done | longest task, ms | most computing in one, ms | tasks over 50 ms | by computing |");
            System.out.println("|---|---|---|---|---|");
            lines.forEach(System.out::println);
            System.out.printf(
                    Locale.ROOT,
                    "%nA change of one service until the page shows it: %d, median %d, longest %d of %d ms.%n",
                    delays.getFirst(), delays.get(delays.size() / 2), delays.getLast(), delays.size());
        }
    }

    private void everyHostIsSeen() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url.substring(0, url.indexOf('?')) + "api/services"))
                .header("Authorization", "Bearer " + url.substring(url.indexOf('=') + 1))
                .build();
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        long seen;
        do {
            Thread.sleep(1000);
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
            seen = ((List<?>) JSON.std.mapFrom(answer).get("hosts"))
                    .stream().filter(host -> Boolean.TRUE.equals(((Map<?, ?>) host).get("seen"))).count();
        } while (seen < hosts && System.nanoTime() < end);
        if (seen < hosts) {
            throw new IOException("only " + seen + " hosts are seen");
        }
        Thread.sleep(3000);
    }

    private void measure(Chromium browser, String what, Deed deed) throws Exception {
        browser.begin();
        deed.in(browser);
        Thread.sleep(700);
        var tasks = browser.end();
        var longest = tasks.isEmpty() ? new Chromium.Task(0, 0, "") : tasks.getFirst();
        lines.add(String.format(
                Locale.ROOT, "| %s | %.0f | %.0f | %d | %d |",
                what,
                longest.millis(),
                tasks.stream().mapToDouble(Chromium.Task::cpu).max().orElse(0),
                tasks.stream().filter(t -> t.millis() > LONG).count(),
                tasks.stream().filter(t -> t.cpu() > LONG).count()));
        System.err.println(lines.getLast());
        tasks.stream().limit(3).forEach(t -> System.err.printf("    %.0f %.0f %s%n", t.millis(), t.cpu(), t.parts()));
    }

    private void open(Chromium browser) throws Exception {
        browser.ask("Page.navigate", Map.of("url", url));
        browser.until("document.querySelector('.chip.up b')?.textContent === '" + grouped(hosts * services) + "'");
        browser.until("document.querySelectorAll('.body .cell').length > 200");
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void type(Chromium browser, String text, int found) throws Exception {
        browser.run("document.querySelector('#filter').focus(), document.querySelector('#filter').select()");
        if (text.isEmpty()) {
            browser.key("Delete", 0, "");
            browser.run("const f = document.querySelector('#filter'); f.value = ''; f.dispatchEvent(new Event('input'))");
        }
        for (var letter : text.split("")) {
            if (!letter.isEmpty()) {
                browser.key(letter, 0, letter);
                Thread.sleep(150);
            }
        }
        browser.until("document.querySelector('.row.head .name')?.textContent === '" + grouped(found) + " hosts'");
    }

    /** So many services of each host go down, all hosts at once. */
    private void everywhere(Chromium browser, int down) throws Exception {
        for (int i = 1; i <= hosts; i++) {
            tell(i, down);
        }
        browser.until("(document.querySelector('.chip.fail b')?.textContent ?? '0') === '" + grouped(down * hosts) + "'");
    }

    private void scroll(Chromium browser) throws Exception {
        for (int i = 0; i < 60; i++) {
            browser.wheel(600);
            Thread.sleep(30);
        }
        Thread.sleep(300);
        browser.run("document.querySelector('#grid').scrollTop = 0");
    }

    private void select(Chromium browser) throws Exception {
        browser.run("document.querySelector('#grid').focus()");
        browser.key("a", CTRL, "");
        browser.until("document.querySelector('#chosen').textContent.includes('" + grouped(hosts * services) + " services')");
    }

    private void menu(Chromium browser) throws Exception {
        browser.key("r", 0, "r");
        browser.until("document.querySelector('dialog h2')");
        Thread.sleep(200);
        browser.run("document.querySelector('dialog').close('')");
        browser.run("document.querySelector('#grid').focus()");
        browser.key("Escape", 0, "");
        browser.until("document.querySelector('#chosen').hidden");
    }

    private void command(Chromium browser, String text, int cards) throws Exception {
        browser.run("location.hash = 'command'");
        browser.until("document.querySelector('#command-run').textContent.includes('" + grouped(hosts) + "')");
        browser.run("document.querySelector('#command-words').value = " + JSON.std.asString(text)
                + "; document.querySelector('#command').requestSubmit()");
        browser.until("document.querySelector('.run .sums')?.textContent.startsWith('" + grouped(hosts) + " hosts') &&"
                + " document.querySelector('.run code').textContent === " + JSON.std.asString("ssh " + text)
                + " && document.querySelectorAll('.card').length === " + cards);
    }

    /** Milliseconds from what a host says until the page shows it, the shortest first. */
    private List<Long> changes(Chromium browser) throws Exception {
        browser.run("location.hash = 'services'");
        browser.until("document.querySelector(\".cell.up[title^='s1 on h0002:']\")");
        var delays = new ArrayList<Long>();
        for (int i = 0; i < CHANGES; i++) {
            int host = 1 + i % 8;
            int down = i % 16 < 8 ? 1 : 0;
            var wanted = String.format(Locale.ROOT, ".cell.%s[title^='s1 on h%04d:']", down == 1 ? "fail" : "up", host);
            browser.run("window.seen = new Promise(done => new MutationObserver((_, o) => {"
                    + " if (document.querySelector(\"" + wanted + "\")) { o.disconnect(); done(Date.now()); } })"
                    + ".observe(document.querySelector('#grid'), { subtree: true, attributes: true })); 0");
            Thread.sleep(300 + random.nextInt(700));
            long begun = System.currentTimeMillis();
            tell(host, down);
            delays.add(((Number) browser.run("window.seen")).longValue() - begun);
        }
        System.err.println(delays);
        Collections.sort(delays);
        return delays;
    }

    /** Has a host say that so many of its services are down, and all others up. */
    private void tell(int host, int down) throws IOException {
        var fifo = told.resolve(String.format(Locale.ROOT, "127.10.%d.%d", host / 250, host % 250 + 1));
        try (var channel = Files.newByteChannel(fifo, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(answer(services, down)));
        }
    }

    /** What a host says of its services, as the shell program of dt's module runit prints it. */
    static byte[] answer(int services, int down) {
        long now = System.currentTimeMillis() / 1000;
        var out = new ByteArrayOutputStream();
        fields(out, "dt-runit", "" + now);
        IntStream.rangeClosed(1, services).forEach(i -> {
            boolean isDown = i <= down;
            var bytes = ByteBuffer.allocate(20)
                    .putLong((1L << 62) + 10 + now - (isDown ? 0 : 1000 * i))
                    .putInt(0)
                    .putInt(isDown ? 0 : Integer.reverseBytes(1000 + i))
                    .put(new byte[] {0, 'u', 0, (byte) (isDown ? 0 : 1)})
                    .array();
            var hex = new StringBuilder();
            for (var b : bytes) {
                hex.append(String.format(" %02x", b));
            }
            fields(out, "service", "s" + i, hex.append('\n').toString(), "up", "", "up");
        });
        fields(out, "end");
        return out.toByteArray();
    }

    private static void fields(ByteArrayOutputStream out, String... fields) {
        for (var field : fields) {
            out.writeBytes(field.getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }
    }
}

package dt.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.inventory.Login;
import dt.web.FakeFleet;
import dt.web.FakePage;
import dt.web.ServiceState;
import dt.web.Sighting;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may try on the page, byte by byte. */
@Timeout(120)
class SecurityTest {
    private static final String EVIL = "<script>alert(1)</script>";

    private static FakePage page;
    private static String cookie;

    @BeforeAll
    static void open() throws Exception {
        var hosts = new ArrayList<>(FakeFleet.named(3));
        hosts.add(new Host(EVIL.replace(" ", ""), Login.UNSAID, Set.of(EVIL), Map.of()));
        page = new FakePage(hosts, 0, new byte[32], new HelidonServer(SMALL));
        page.fill(2);
        page.grid.take(new Sighting.Seen(
                EVIL, List.of(new ServiceState(EVIL, ServiceState.State.UP, true, Instant.now(), 1L))));
        var answer = get("/?token=" + page.keys.token("tester"), "");
        cookie = answer.lines()
                .filter(l -> l.startsWith("Set-Cookie: "))
                .findFirst()
                .orElseThrow()
                .substring(12)
                .split(";")[0];
    }

    private static final Limits SMALL =
            new Limits(600, 900, 64 << 10, Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(1));

    @AfterAll
    static void close() throws Exception {
        page.close();
    }

    private static String host() {
        return "127.0.0.1:" + page.port;
    }

    private static String get(String path, String more) throws Exception {
        return Wire.ask(page.port, "GET " + path + " HTTP/1.1\nHost: " + host() + "\n" + more);
    }

    private static String post(String path, String more, String body) throws Exception {
        return Wire.ask(
                page.port,
                "POST " + path + " HTTP/1.1\nHost: " + host() + "\nContent-Type: application/json\n" + more,
                body);
    }

    private static String ours() {
        return "Cookie: " + cookie + "\nOrigin: http://" + host();
    }

    @Test
    void theTokenBecomesACookieAndLeavesTheAddress() throws Exception {
        var answer = get("/?token=" + page.keys.token("tester"), "");

        assertThat(Wire.status(answer)).isEqualTo(303);
        assertThat(answer).contains("Location: /\r\n", "HttpOnly", "SameSite=Strict");
        assertThat(answer).doesNotContain(page.keys.token("tester"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/main.js", "/api/hosts", "/api/services", "/api/runs", "/api/openapi.json"})
    void nothingIsToldWithoutACookie(String path) throws Exception {
        assertThat(Wire.status(get(path, ""))).isEqualTo(401);
        assertThat(Wire.status(get(path, "Cookie: dt-web-" + page.port + "=dGVzdGVy.9999999999.AAAA")))
                .isEqualTo(401);
        assertThat(Wire.status(get(path, "Cookie: " + cookie.replace("=", "=x"))))
                .isEqualTo(401);
        assertThat(Wire.status(get(path, "Authorization: Bearer wrong"))).isEqualTo(401);
        assertThat(Wire.status(get(path, "Cookie: " + cookie))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:7327", "127.0.0.1", "127.0.0.1.evil.example", "", "localhost:1"})
    void anotherHostNameIsNotAnswered(String name) throws Exception {
        // DNS rebinding: a page of evil.example whose name now leads here.
        var answer = Wire.ask(page.port, "GET /api/hosts HTTP/1.1\nHost: " + name + "\nCookie: " + cookie);

        assertThat(Wire.status(answer)).isIn(400, 421);
        assertThat(answer).doesNotContain("web1");
    }

    @Test
    void aPostFromElsewhereDoesNothing() throws Exception {
        int before = page.runs.list().size();
        var path = "/api/services/web1/httpd/restart";
        for (var origin : List.of(
                "",
                "Origin: null",
                "Origin: http://evil.example",
                "Origin: https://" + host(),
                "Origin: http://127.0.0.1:1",
                "Origin: http://" + host() + ".evil.example")) {
            assertThat(Wire.status(post(path, "Cookie: " + cookie + "\n" + origin, "{}")))
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(Wire.status(post(path, ours() + "\nSec-Fetch-Site: cross-site", "{}")))
                .isEqualTo(403);
        assertThat(Wire.status(get("/api/hosts", "Cookie: " + cookie + "\nSec-Fetch-Site: same-site")))
                .isEqualTo(403);
        assertThat(Wire.status(get(path, "Cookie: " + cookie))).isEqualTo(404);
        for (var method : List.of("PUT", "DELETE", "OPTIONS", "PATCH")) {
            assertThat(Wire.status(
                            Wire.ask(page.port, method + " /api/runs HTTP/1.1\nHost: " + host() + "\n" + ours())))
                    .isEqualTo(405);
        }
        assertThat(page.runs.list()).hasSize(before);

        assertThat(Wire.status(post(path, ours(), "{}"))).isEqualTo(202);
    }

    @Test
    void aFormCannotBeABody() throws Exception {
        var answer = Wire.ask(
                page.port,
                "POST /api/runs HTTP/1.1\nHost: " + host() + "\nContent-Type: text/plain\n" + ours(),
                "{\"selector\":\"all\",\"module\":\"ssh\"}");

        assertThat(Wire.status(answer)).isEqualTo(400);
    }

    @Test
    void everyAnswerTellsTheBrowserToBeCareful() throws Exception {
        for (var answer : List.of(get("/", "Cookie: " + cookie), get("/nothing", "Cookie: " + cookie), get("/", ""))) {
            assertThat(answer)
                    .contains("default-src 'none'; script-src 'self'; style-src 'self'", "frame-ancestors 'none'")
                    .contains("require-trusted-types-for 'script'", "X-Content-Type-Options: nosniff")
                    .contains("Referrer-Policy: no-referrer", "Cache-Control: no-store");
            assertThat(answer).doesNotContain("unsafe-inline", "Access-Control-Allow");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/%2e%2e/pom.xml",
                "//etc/passwd",
                "/main.js/../../pom.xml",
                "/api/runs/../../../etc/events",
                "/api/runs/..%2f..%2f/events",
                "/page.css%00.js",
                "/dt/web/main.js",
                "/META-INF/MANIFEST.MF"
            })
    void aPathNeverBecomesThatOfAFile(String path) throws Exception {
        var answer = get(path, "Cookie: " + cookie);

        assertThat(Wire.status(answer)).isIn(400, 404);
        assertThat(answer).doesNotContain("root:", "<project", "Manifest-Version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"last", "..", "20260101-000000-aaaa", "%2e%2e", "20260101-000000-aaaa%00", "%3Cscript%3E"})
    void aRunIsFoundByItsWholeIdOnly(String id) throws Exception {
        for (var path : List.of("/events", "/output/web1")) {
            var answer = get("/api/runs/" + id + path, "Cookie: " + cookie);

            assertThat(Wire.status(answer)).isIn(400, 404);
            assertThat(answer).doesNotContain("<script>");
        }
    }

    @Test
    void whatAHostSaysIsNeverServedAsMarkup() throws Exception {
        for (var path : List.of("/api/hosts", "/api/services", "/api/hosts?selector=%3Cscript%3E(")) {
            var answer = get(path, "Cookie: " + cookie);

            assertThat(answer).contains("Content-Type: application/json", "nosniff", "script>");
        }
    }

    @Test
    void aServiceThatNobodyHasSeenBecomesNoCommand() throws Exception {
        for (var name : List.of("%3Breboot", "httpd%20extra", "--sudo", "..", "web1")) {
            assertThat(Wire.status(post("/api/services/web1/" + name + "/restart", ours(), "{}")))
                    .isIn(400, 404);
        }
        assertThat(Wire.status(post("/api/services/web1/httpd/install", ours(), "{}")))
                .isEqualTo(400);
        assertThat(Wire.status(post("/api/services/nobody/httpd/up", ours(), "{}")))
                .isEqualTo(400);
    }

    @Test
    void aNumberThatNobodyConfirmedDoesNothing() throws Exception {
        int before = page.fleet.orders().size();

        var wrong = post(
                "/api/services",
                ours(),
                "{\"verb\":\"down\",\"confirm\":1,\"cells\":{\"web1\":[\"httpd\",\"nginx\"]}}");

        assertThat(Wire.status(wrong)).isEqualTo(409);
        assertThat(wrong).contains("\"hosts\":2");
        assertThat(page.fleet.orders()).hasSize(before);
    }

    @Test
    void aBodyHasALimit() throws Exception {
        var large = "{\"selector\":\"" + "x".repeat(100_000) + "\"}";

        assertThat(Wire.status(post("/api/runs", ours(), large))).isIn(400, 413);
        // The same in chunks, so that its size is not said before.
        try (var socket = Wire.connect(page.port)) {
            var out = socket.getOutputStream();
            out.write(("POST /api/runs HTTP/1.1\r\nHost: " + host() + "\r\n" + ours().replace("\n", "\r\n")
                            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            try {
                for (int i = 0; i < 50; i++) {
                    out.write(("1000\r\n" + "y".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.UTF_8));
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (java.io.IOException hungUp) {
                // It need not wait for the end.
            }
            var answer = new byte[64];
            int length = readQuietly(socket, answer);
            assertThat(new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8))
                    .satisfiesAnyOf(
                            a -> assertThat(a).isEmpty(), a -> assertThat(a).startsWith("HTTP/1.1 4"));
        }
        assertThat(Wire.status(get("/?" + "a".repeat(20_000), "Cookie: " + cookie)))
                .isIn(400, 414, 431);
        assertThat(Wire.status(get("/", "X: " + "a".repeat(40_000)))).isIn(400, 431);
        assertThat(Wire.status(post("/api/runs", ours(), "[".repeat(30_000)))).isEqualTo(400);
    }

    private static int readQuietly(Socket socket, byte[] into) {
        try {
            return socket.getInputStream().read(into);
        } catch (java.io.IOException reset) {
            return 0;
        }
    }

    @Test
    void aRequestThatDoesNotComeIsGivenUp() throws Exception {
        try (var socket = Wire.connect(page.port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();

            // The end of the stream, or an answer that it took too long; not for ever.
            socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void fiveHundredOpenStreamsHarmNobodyAndASlowOneIsCutOff() throws Exception {
        var open = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 500; i++) {
                open.add(stream());
            }
            for (int i = 0; i < 20; i++) {
                assertThat(Wire.status(get("/api/hosts", "Cookie: " + cookie))).isEqualTo(200);
            }
            // Nobody reads them: when more is sent than the sockets hold, they are cut off, and others are not held up.
            var big = "x".repeat(1 << 16);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            int round = 0;
            while (page.streams() > 0 && System.nanoTime() < until) {
                page.grid.take(new Sighting.Unseen("web2", big + round++));
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(page.streams()).isZero();
            assertThat(Wire.status(get("/api/services", "Cookie: " + cookie))).isEqualTo(200);
        } finally {
            for (var socket : open) {
                socket.close();
            }
            page.fill(2);
        }
    }

    @Test
    void streamsHaveALimitAndTheirPlacesComeBack() throws Exception {
        try (var small = new FakePage(
                FakeFleet.named(1),
                0,
                new byte[32],
                new HelidonServer(new Limits(
                        3, 50, 1000, Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(50))))) {
            var head = "GET /api/services HTTP/1.1\nHost: 127.0.0.1:" + small.port
                    + "\nAccept: text/event-stream\nAuthorization: Bearer " + small.keys.token("tester");
            var open = new ArrayList<Socket>();
            for (int i = 0; i < 3; i++) {
                var socket = Wire.connect(small.port);
                socket.getOutputStream()
                        .write((head.replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                socket.getInputStream().read(new byte[100]);
                open.add(socket);
            }
            assertThat(Wire.status(Wire.ask(small.port, head))).isEqualTo(503);

            for (var socket : open) {
                socket.close();
            }
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
            while (small.streams() > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(small.streams()).isZero();
        }
    }

    private static Socket stream() throws Exception {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", page.port));
        socket.setSoTimeout(40_000);
        socket.getOutputStream()
                .write(("GET /api/services HTTP/1.1\r\nHost: " + host() + "\r\nAccept: text/event-stream\r\nCookie: "
                                + cookie + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(socket.getInputStream().read(new byte[64])).isPositive();
        return socket;
    }
}

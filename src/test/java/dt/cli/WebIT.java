package dt.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.web.Browser;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dt web} as a process of its own, a real sshd behind it and a real Chromium before it. */
@Timeout(300)
class WebIT {
    private static final String ENTER = "\uE007";

    @TempDir
    static Path folder;

    private static OpenSsh server;
    private static Browser browser;

    @TempDir
    Path home;

    private Trio trio;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(folder.resolve("sshd"));
        browser = Browser.start();
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        server.close();
    }

    @BeforeEach
    void hosts() throws Exception {
        trio = Trio.at(home, server).sickIsHere();
    }

    private Child web(String... words) throws Exception {
        return web(List.of(), words);
    }

    private Child web(List<String> options, String... words) throws Exception {
        var all =
                new java.util.ArrayList<>(List.of("-F", home + "/.ssh/config", "-D", home + "/hosts.yaml", "-T", "5"));
        all.addAll(options);
        all.add("web");
        all.addAll(List.of(words));
        return Child.start(home, List.of(), all.toArray(String[]::new));
    }

    private static void interrupt(Child dt) throws Exception {
        new ProcessBuilder("kill", "-INT", String.valueOf(dt.process().pid()))
                .start()
                .waitFor();
    }

    private static void run(String command) throws Exception {
        browser.click("#tab-command");
        browser.type("#command-words", command);
        browser.until("!document.querySelector('#command-run').disabled");
        browser.keys(ENTER);
    }

    @Test
    void aCommandRunsFailsAndIsRepeatedWhereItFailedAndTheJournalKnowsWhoDidIt() throws Exception {
        try (var dt = web("--port", "0")) {
            browser.open(dt.lines().readLine());
            run("[ -z \"$LC_SICK\" ] || [ -e " + home + "/well ] || { echo is sick; exit 3; }; echo fine");
            browser.until("document.querySelectorAll('.card').length === 2");
            assertThat(browser.text("#command-results .card:nth-child(1)")).contains("2 hosts", "well[1-2]", "fine");
            assertThat(browser.text("#command-results .card:nth-child(2)"))
                    .contains("1 host", "sick", "failed", "is sick");

            Files.createFile(home.resolve("well"));
            browser.click("#tab-runs");
            browser.click(".runs button");
            browser.until("document.querySelector('dialog')");
            assertThat(browser.text("dialog h2")).isEqualTo("Repeat on 1 host?");
            browser.click("dialog button");
            browser.until("document.querySelector('#run-results .card')");
            assertThat(browser.text("#run-results .card")).contains("1 host", "sick", "okay", "fine");
        }
        assertThat(trio.caller().types("runs", "-o", "json")).isZero();
        assertThat(trio.caller().printed().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"user\":\"" + System.getProperty("user.name") + "\""))
                .anyMatch(line -> line.contains("\"hosts\":1,\"ok\":1"));
    }

    /** "Secrets: ... is replaced by *** on every way out: lines, json, journal, page". */
    @Test
    void aSecretIsNotOnThePageNorInWhatItAsksFor() throws Exception {
        try (var dt = web(List.of("--secret-env", "DBPASS"), "--port", "0")) {
            var url = dt.lines().readLine();
            browser.open(url);
            run("printf s3cr3t; sleep 0.3; printf -- '-w0rd\\n'; echo s3cr3t-w0rd");
            browser.until("document.querySelector('#command-results .card')");

            assertThat(browser.text("#command-results"))
                    .contains("3 hosts", "***\n***")
                    .doesNotContain("s3cr3t-w0rd");
            browser.click("#tab-runs");
            browser.until("document.querySelector('.runs')?.innerText.includes('***')");
            assertThat(browser.text(".runs")).doesNotContain("s3cr3t-w0rd");
            var request = HttpRequest.newBuilder(URI.create(url.substring(0, url.indexOf('?')) + "api/runs"))
                    .header("Authorization", "Bearer " + url.substring(url.indexOf('=') + 1))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("***").doesNotContain("s3cr3t-w0rd");
        }
        assertThat(home.resolve("stderr")).content().doesNotContain("s3cr3t-w0rd");
    }

    @Test
    void ctrlCEndsItAndWhatItRuns() throws Exception {
        try (var dt = web("--port", "0")) {
            browser.open(dt.lines().readLine());
            run("touch " + home + "/begun-$$; sleep 4711");
            browser.until("document.querySelector('.run .danger')");
            var begun = await(3);

            interrupt(dt);

            assertThat(dt.status()).isZero();
            for (var name : begun) {
                var pid = name.substring(name.indexOf('-') + 1);
                assertThat(Files.exists(Path.of("/proc", pid))).as("pid " + pid).isFalse();
            }
        }
    }

    private List<String> await(int files) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (var all = Files.list(home)) {
                var begun = all.map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith("begun-"))
                        .toList();
                if (begun.size() == files) {
                    return begun;
                }
            }
            assertThat(System.nanoTime()).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void aRunIsStoppedByTheSecondClickAndThePageFindsAServerThatIsStartedAnew() throws Exception {
        String url;
        try (var dt = web("--port", "0")) {
            url = dt.lines().readLine();
            browser.open(url);
            run("sleep 4711");
            browser.until("document.querySelector('.run .sum')?.innerText.includes('3 at work')");
            browser.click(".run .danger");
            browser.until("document.querySelector('.run .danger')?.innerText === 'End the commands'");
            browser.click(".run .danger");
            browser.until("document.querySelector('.run .sums')?.innerText.includes('3 failed')");
            assertThat(browser.text(".card")).contains("killed");
            interrupt(dt);
            assertThat(dt.status()).isZero();
        }
        browser.until("document.querySelector('#live').className === 'live lost'");
        var port = String.valueOf(URI.create(url).getPort());
        try (var dt = web("--port", port)) {
            assertThat(dt.lines().readLine()).startsWith("http://127.0.0.1:" + port + "/?token=");
            browser.until("document.querySelector('#live').className === 'live live'");
        }
    }

    /** An address of IPv6 has brackets in a URL, and so in Host and in Origin. */
    @Test
    void theLoopbackAddressOfIpV6IsServedToo() throws Exception {
        try (var dt = web("--port", "0", "--listen", "::1")) {
            var url = dt.lines().readLine();
            assertThat(url).matches("http://\\[::1]:\\d+/\\?token=.+");
            int port = URI.create(url).getPort();

            browser.open(url);
            run("echo over six");
            browser.until("document.querySelector('.card')?.innerText.includes('over six')");
            assertThat(browser.url()).isEqualTo("http://[::1]:" + port + "/#command");
            assertThat(browser.script("return document.cookie")).isEqualTo("");

            assertThat(status(port, "GET / HTTP/1.1\r\nHost: [::1]:" + port)).isEqualTo("401");
            assertThat(status(port, "GET / HTTP/1.1\r\nHost: [::2]:" + port)).isEqualTo("421");
            assertThat(status(port, "GET / HTTP/1.1\r\nHost: ::1:" + port)).isIn("400", "421");
            for (var origin : List.of("http://[::2]:" + port, "http://[::1]:1", "http://::1:" + port)) {
                assertThat(status(
                                port,
                                "POST /api/runs HTTP/1.1\r\nHost: [::1]:" + port + "\r\nOrigin: " + origin
                                        + "\r\nContent-Length: 0"))
                        .isEqualTo("403");
            }
        }
    }

    private static String status(int port, String head) throws Exception {
        try (var plain = new Socket("::1", port)) {
            plain.setSoTimeout(60_000);
            plain.getOutputStream().write((head + "\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
            return new String(plain.getInputStream().readNBytes(12), US_ASCII).substring(9);
        }
    }

    @Test
    void allAddressesAreServedByTlsToThosePeopleWhoHaveAToken() throws Exception {
        OpenSsh.run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                home + "/key.pem",
                "-out",
                home + "/cert.pem",
                "-days",
                "2",
                "-subj",
                "/CN=page",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"));
        var tokens = Files.writeString(home.resolve("tokens"), "alice 0123456789abcdef0123456789\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        try (var dt = web(
                "--port",
                "0",
                "--listen",
                "0.0.0.0",
                "--cert",
                "cert.pem",
                "--key",
                "key.pem",
                "--token-file",
                "tokens",
                "well1")) {
            var url = dt.lines().readLine();
            assertThat(url).matches("https://localhost:\\d+/");
            int port = URI.create(url).getPort();

            browser.open(url);
            browser.until("document.body.innerText.includes('open the address that dt web printed')");
            browser.open(url + "?token=0123456789abcdef0123456780");
            browser.until("document.body.innerText.includes('not valid')");
            browser.open(url + "?token=0123456789abcdef0123456789");
            run("echo over tls");
            browser.until("document.querySelector('.card')?.innerText.includes('over tls')");

            try (var plain = new Socket("127.0.0.1", port)) {
                plain.setSoTimeout(60_000);
                plain.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
                assertThat(new String(plain.getInputStream().readNBytes(5), US_ASCII))
                        .isNotEqualTo("HTTP/");
            }
        }
        assertThat(trio.caller().types("runs", "-o", "json")).isZero();
        assertThat(trio.caller().printed()).contains("\"user\":\"alice\"");
    }

    @Test
    void programsUseTheTokenAsABearer() throws Exception {
        try (var dt = web("--port", "0", "well*")) {
            var url = dt.lines().readLine();
            var request = HttpRequest.newBuilder(URI.create(url.substring(0, url.indexOf('?')) + "api/runs"))
                    .header("Authorization", "Bearer " + url.substring(url.indexOf('=') + 1))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"selector\":\"all\",\"module\":\"ssh\",\"words\":[\"date\"],\"confirm\":2}"))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }
}

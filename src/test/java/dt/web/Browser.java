package dt.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.jr.ob.JSON;

/**
 * A real Chromium, led over W3C WebDriver by Debian's chromedriver. The protocol is a handful of JSON requests: that is
 * all that the tests need of it, so no library and its thirty jars stand between.
 */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final String session;

    public static Browser start() throws Exception {
        return new Browser();
    }

    private Browser() throws Exception {
        var log = Files.createTempFile("chromedriver", ".log");
        driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var port = port(log);
        var options = Map.of(
                "capabilities",
                Map.of(
                        "alwaysMatch",
                        Map.of(
                                "browserName",
                                "chrome",
                                "acceptInsecureCerts",
                                true,
                                "goog:loggingPrefs",
                                Map.of("browser", "ALL"),
                                "goog:chromeOptions",
                                Map.of(
                                        "args",
                                        List.of(
                                                "--headless=new",
                                                "--no-sandbox",
                                                "--disable-gpu",
                                                "--disable-background-networking",
                                                "--no-first-run",
                                                "--disable-dev-shm-usage",
                                                "--hide-scrollbars",
                                                "--force-color-profile=srgb",
                                                "--window-size=1280,800")))));
        var made = (Map<?, ?>) call("POST", "http://127.0.0.1:" + port + "/session", options);
        session = "http://127.0.0.1:" + port + "/session/" + made.get("sessionId");
    }

    private String port(Path log) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            for (var line : Files.readAllLines(log)) {
                var found = java.util.regex.Pattern.compile("started successfully on port (\\d+)")
                        .matcher(line);
                if (found.find()) {
                    return found.group(1);
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException("chromedriver did not start: " + Files.readString(log));
    }

    private Object call(String method, String url, Object body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(90))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.std.asString(body)))
                .build();
        var answer = JSON.std.mapFrom(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        var value = answer.get("value");
        if (value instanceof Map<?, ?> map && map.get("error") != null) {
            throw new IOException(map.get("error") + ": " + map.get("message"));
        }
        return value;
    }

    public void open(String url) throws Exception {
        call("POST", session + "/url", Map.of("url", url));
    }

    public String url() throws Exception {
        return (String) call("GET", session + "/url", null);
    }

    /** Runs JavaScript in the page; it is evaluated by the driver, which the page's policy does not bind. */
    public Object script(String text, Object... args) throws Exception {
        return call("POST", session + "/execute/sync", Map.of("script", text, "args", Arrays.asList(args)));
    }

    /** Waits until an expression is true, and says what the page looked like where it never was. */
    public void until(String expression) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!Boolean.TRUE.equals(script("return Boolean(" + expression + ")"))) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never came true: " + expression + "\n"
                        + script("return document.body.innerText.slice(0, 3000)") + "\n" + log());
            }
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    private String find(String css) throws Exception {
        until("document.querySelector(" + JSON.std.asString(css) + ")");
        var element = (Map<?, ?>) call("POST", session + "/element", Map.of("using", "css selector", "value", css));
        return session + "/element/" + element.get(ELEMENT);
    }

    /** The page may draw the element anew between the look and the click. */
    public void click(String css) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                call("POST", find(css) + "/click", Map.of());
                return;
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).contains("stale element") || System.nanoTime() > until) {
                    throw e;
                }
            }
        }
    }

    public void type(String css, String text) throws Exception {
        call("POST", find(css) + "/clear", Map.of());
        call("POST", find(css) + "/value", Map.of("text", text));
    }

    /** Presses keys on whatever has the focus. */
    public void keys(String... keys) throws Exception {
        var actions = Arrays.stream(keys)
                .flatMap(key ->
                        List.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key))
                                .stream())
                .toList();
        call(
                "POST",
                session + "/actions",
                Map.of("actions", List.of(Map.of("type", "key", "id", "k", "actions", actions))));
    }

    public String text(String css) throws Exception {
        return (String) call("GET", find(css) + "/text", null);
    }

    private void cdp(String command, Map<String, Object> parameters) throws Exception {
        call("POST", session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    /** Has each page that is opened from now on run this first. */
    public void first(String script) throws Exception {
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    public void size(int width, int height) throws Exception {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    public void dark(boolean on) throws Exception {
        cdp(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", on ? "dark" : "light"))));
    }

    public void picture(Path file) throws Exception {
        Files.write(file, Base64.getDecoder().decode((String) call("GET", session + "/screenshot", null)));
    }

    /** What the console says: errors, and what the policy kept out. */
    public String log() throws Exception {
        var text = new StringBuilder();
        for (var entry : (List<?>) call("POST", session + "/se/log", Map.of("type", "browser"))) {
            text.append(((Map<?, ?>) entry).get("message")).append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        try {
            call("DELETE", session, null);
            driver.destroy();
            driver.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the browser's driver does not end", e);
        } finally {
            driver.destroyForcibly();
        }
    }
}

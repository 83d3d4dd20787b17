import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.jr.ob.JSON;

/** A Chromium, led by its own protocol: it tells of each task of a page's main thread. */
final class Chromium implements AutoCloseable {
    /** One piece of work of the main thread: how long the browser could do nothing else, and what of it was computing. */
    record Task(double millis, double cpu, String parts) {}

    private static final String TASK = "RunTask";
    /** The same tasks, by another part of the browser. */
    private static final String ALSO = "ThreadControllerImpl::RunTask";

    private static final int PARTS = 4;

    private final Path folder = Files.createTempDirectory("chromium");
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<String, Object>>> asked = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Map<String, Object>> trace = new ConcurrentLinkedQueue<>();
    private volatile CompletableFuture<Void> traced = new CompletableFuture<>();

    Chromium(int width, int height) throws Exception {
        process = new ProcessBuilder(
                        "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                        "--no-first-run", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0",
                        "--user-data-dir=" + folder, "--window-size=" + width + "," + height, "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var http = HttpClient.newHttpClient();
        socket = http.newWebSocketBuilder().buildAsync(URI.create(page(http)), new Listener()).get(30, TimeUnit.SECONDS);
        ask("Page.enable", Map.of());
        ask("Runtime.enable", Map.of());
        ask("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    private String page(HttpClient http) throws Exception {
        var port = folder.resolve("DevToolsActivePort");
        for (int i = 0; i < 600; i++) {
            if (Files.exists(port) && Files.readAllLines(port).size() > 1) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/list"));
                var list = JSON.std.listFrom(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
                for (var target : list) {
                    if (target instanceof Map<?, ?> map && "page".equals(map.get("type"))) {
                        return (String) map.get("webSocketDebuggerUrl");
                    }
                }
            }
            Thread.sleep(100);
        }
        throw new IOException("chromium did not start: " + Files.readString(folder.resolve("log")));
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    take(JSON.std.mapFrom(text.toString()));
                } finally {
                    text.setLength(0);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    @SuppressWarnings("unchecked")
    private void take(Map<String, Object> message) {
        if (message.get("id") instanceof Integer id) {
            Objects.requireNonNull(asked.remove(id)).complete(message);
        } else if ("Tracing.dataCollected".equals(message.get("method"))) {
            ((List<Object>) ((Map<?, ?>) message.get("params")).get("value")).forEach(event -> trace.add((Map<String, Object>) event));
        } else if ("Tracing.tracingComplete".equals(message.get("method"))) {
            traced.complete(null);
        }
    }

    Map<?, ?> ask(String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        var answer = new CompletableFuture<Map<String, Object>>();
        asked.put(id, answer);
        socket.sendText(JSON.std.asString(Map.of("id", id, "method", method, "params", parameters)), true).get(60, TimeUnit.SECONDS);
        var got = answer.get(180, TimeUnit.SECONDS);
        if (got.get("error") != null) {
            throw new IOException(method + ": " + got.get("error"));
        }
        return (Map<?, ?>) got.get("result");
    }

    /** The value of an expression, which may be a promise. */
    Object run(String expression) throws Exception {
        var answer = ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.get("exceptionDetails") != null) {
            throw new IOException(expression + ": " + answer.get("exceptionDetails"));
        }
        return ((Map<?, ?>) answer.get("result")).get("value");
    }

    /** Waits without having the page do anything but to look once a frame. */
    void until(String expression) throws Exception {
        run("new Promise((done, late) => { const end = Date.now() + 60000; const look = () => { if (" + expression
                + ") done(true); else if (Date.now() > end) late('never: ' + document.body.innerText.slice(0, 600));"
                + " else setTimeout(look, 40); }; look(); })");
    }

    void key(String key, int modifiers, String text) throws Exception {
        ask("Input.dispatchKeyEvent", Map.of("type", text.isEmpty() ? "rawKeyDown" : "keyDown", "key", key, "modifiers", modifiers, "text", text));
        ask("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "modifiers", modifiers));
    }

    void wheel(int pixels) throws Exception {
        ask("Input.dispatchMouseEvent", Map.of("type", "mouseWheel", "x", 600, "y", 500, "deltaX", 0, "deltaY", pixels));
    }

    void picture(Path file) throws Exception {
        Files.write(file, Base64.getDecoder().decode((String) ask("Page.captureScreenshot", Map.of()).get("data")));
    }

    void begin() throws Exception {
        trace.clear();
        traced = new CompletableFuture<>();
        ask("Tracing.start", Map.of(
                "transferMode", "ReportEvents",
                "traceConfig", Map.of("includedCategories", List.of("toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"))));
    }

    /** The tasks of the main thread since the beginning, the longest first. */
    List<Task> end() throws Exception {
        ask("Tracing.end", Map.of());
        traced.get(120, TimeUnit.SECONDS);
        var main = trace.stream()
                .filter(e -> "thread_name".equals(e.get("name")) && "CrRendererMain".equals(((Map<?, ?>) e.get("args")).get("name")))
                .map(Chromium::thread)
                .max(Comparator.comparingDouble(thread -> trace.stream()
                        .filter(e -> thread.equals(thread(e)))
                        .mapToDouble(e -> number(e, "dur"))
                        .sum()))
                .orElseThrow();
        var all = trace.stream().filter(e -> main.equals(thread(e)) && "X".equals(e.get("ph"))).toList();
        var tasks = new ArrayList<Task>();
        for (var event : all) {
            if (TASK.equals(event.get("name")) && number(event, "dur") > 3000) {
                tasks.add(new Task(number(event, "dur") / 1000, number(event, "tdur") / 1000, parts(event, all)));
            }
        }
        tasks.sort(Comparator.comparingDouble(Task::millis).reversed());
        return tasks;
    }

    /** What most of a task went into. */
    private static String parts(Map<String, Object> task, List<Map<String, Object>> all) {
        double begin = number(task, "ts");
        double end = begin + number(task, "dur");
        var sums = all.stream()
                .filter(e -> !TASK.equals(e.get("name")) && !ALSO.equals(e.get("name")) && number(e, "ts") >= begin && number(e, "ts") < end)
                .collect(Collectors.groupingBy(e -> String.valueOf(e.get("name")), Collectors.summingDouble(e -> number(e, "dur"))));
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(PARTS)
                .map(e -> e.getKey() + " " + Math.round(e.getValue() / 1000))
                .collect(Collectors.joining(", "));
    }

    private static String thread(Map<String, Object> event) {
        return event.get("pid") + "." + event.get("tid");
    }

    private static double number(Map<String, Object> event, String name) {
        return event.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        var children = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}

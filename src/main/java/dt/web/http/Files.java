package dt.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the page. They are listed here and read at once, so no path of a request ever becomes that of a file. */
final class Files {
    private static final List<String> MODULES =
            List.of("main", "grid", "rows", "store", "slices", "actions", "command", "runs", "results", "net", "dom");
    private static final Map<String, String> TYPES = types();

    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    private static Map<String, String> types() {
        var types = new LinkedHashMap<String, String>();
        types.put("index.html", "text/html; charset=utf-8");
        types.put("page.css", "text/css; charset=utf-8");
        types.put("icon.svg", "image/svg+xml");
        types.put("openapi.json", "application/json");
        for (var module : MODULES) {
            types.put(module + ".js", "text/javascript; charset=utf-8");
        }
        return types;
    }

    Files() {
        TYPES.keySet().forEach(name -> contents.put(name, read(name)));
    }

    private static byte[] read(String name) {
        try (var in = Files.class.getResourceAsStream("/dt/web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the page lacks its file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void route(HttpRouting.Builder routing) {
        contents.forEach((name, bytes) -> routing.get(
                name.equals("index.html") ? "/" : name.equals("openapi.json") ? "/api/openapi.json" : "/" + name,
                (_, response) -> response.header(HeaderNames.CONTENT_TYPE, TYPES.getOrDefault(name, ""))
                        .send(bytes)));
    }
}

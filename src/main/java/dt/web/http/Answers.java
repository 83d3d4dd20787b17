package dt.web.http;

import dt.web.Json;
import dt.web.Refused;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is answered. */
final class Answers {
    private Answers() {}

    static void json(ServerResponse response, int status, Object value) {
        send(response, status, "application/json", Json.of(value));
    }

    static void error(ServerResponse response, int status, String why) {
        json(response, status, Map.of("error", why));
    }

    static void refused(ServerResponse response, Refused refused) {
        json(
                response,
                refused.hosts() == null ? 400 : 409,
                Json.object("error", refused.getMessage(), "position", refused.position(), "hosts", refused.hosts()));
    }

    static void text(ServerResponse response, int status, String text) {
        send(response, status, "text/plain; charset=utf-8", text);
    }

    static void send(ServerResponse response, int status, String type, String text) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, type).send(text.getBytes(StandardCharsets.UTF_8));
    }
}

package dt.web.http;

import dt.web.Json;
import dt.web.Refused;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Reads the bodies of requests, of so much and in such a time. */
record Bodies(Limits limits, Deadlines deadlines) {
    /** The object in the body; an empty one where there is no body. */
    Map<String, Object> of(ServerRequest request) throws Refused {
        if (!request.content().hasEntity()) {
            return Map.of();
        }
        if (!request.headers().contentType().map(Bodies::isJson).orElse(false)) {
            throw new Refused("the body has to be application/json", null);
        }
        deadlines.begin(limits.read());
        try (var in = request.content().inputStream()) {
            var bytes = in.readNBytes(limits.body() + 1);
            if (bytes.length > limits.body()) {
                throw new Refused("the body is larger than " + limits.body() + " bytes", null);
            }
            return Json.read(bytes);
        } catch (IOException | UncheckedIOException e) {
            throw new Refused("the body did not come: " + e.getMessage(), null);
        } finally {
            deadlines.end();
        }
    }

    private static boolean isJson(HttpMediaType type) {
        return type.mediaType().text().equals("application/json");
    }
}

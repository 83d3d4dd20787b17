package dt.web.http;

import io.helidon.webserver.http.ServerRequest;

/** Whom the guard let in with a request. */
record Who(String name) {
    static String asks(ServerRequest request) {
        return request.context().get(Who.class).orElseThrow().name();
    }
}

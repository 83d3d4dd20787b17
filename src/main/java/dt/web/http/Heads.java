package dt.web.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;

/** Gives the head of a request so much time from its first line on. */
record Heads(Deadlines deadlines, Duration limit) implements Http1ConnectionListener {
    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        deadlines.begin(limit);
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        deadlines.end();
    }
}

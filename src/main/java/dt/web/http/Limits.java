package dt.web.http;

import java.time.Duration;

/**
 * What a client may take.
 *
 * @param streams event streams open at once
 * @param connections TCP connections open at once
 * @param body bytes of a request's body
 * @param read how long a request may take to come
 * @param write how long a client may take none of what is sent to it
 * @param ping how often an event stream says that it is alive
 */
record Limits(int streams, int connections, int body, Duration read, Duration write, Duration ping) {
    static final Limits USUAL =
            new Limits(1000, 1500, 1 << 20, Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(10));
}

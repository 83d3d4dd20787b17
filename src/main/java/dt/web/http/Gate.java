package dt.web.http;

import dt.web.Guard;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Has the guard decide on each request, and puts on each answer what tells a browser to be careful with it. */
record Gate(AtomicReference<@Nullable Guard> guard) implements Filter {
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    /** No script but our own files, nothing of strangers, no page around ours; and no text ever becomes markup. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        answer(chain, request, response);
        closeIfAsked(request);
    }

    private void answer(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("X-Frame-Options", "DENY");
        response.header("Referrer-Policy", "no-referrer");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        response.header("Cross-Origin-Resource-Policy", "same-origin");
        response.header("Cache-Control", "no-store");
        var known = guard.get();
        if (known == null) {
            Answers.error(response, 503, "not ready yet");
            return;
        }
        switch (known.decide(asked(request))) {
            case Guard.Decision.Pass(var who) -> {
                request.context().register(new Who(who));
                if (request.path().path().equals("/")) {
                    response.header("Set-Cookie", known.cookie(who));
                }
                chain.proceed();
            }
            case Guard.Decision.Welcome(var cookie) ->
                response.status(303)
                        .header("Set-Cookie", cookie)
                        .header("Location", "/")
                        .send();
            case Guard.Decision.Refuse(var status, var why) -> {
                if (request.path().path().startsWith("/api/")) {
                    Answers.error(response, status, why);
                } else {
                    Answers.text(response, status, "dt web: " + why + "\n");
                }
            }
        }
    }

    /** The library answers that it closes, and does not. */
    private static void closeIfAsked(RoutingRequest request) {
        if (header(request, HeaderNames.CONNECTION)
                .filter("close"::equalsIgnoreCase)
                .isPresent()) {
            throw new CloseConnectionException("as the client asked");
        }
    }

    private static Guard.Asked asked(RoutingRequest request) {
        return new Guard.Asked(
                request.prologue().method().text(),
                request.path().path(),
                header(request, HeaderNames.HOST).orElse(""),
                header(request, HeaderNames.ORIGIN),
                header(request, FETCH_SITE),
                header(request, HeaderNames.COOKIE),
                header(request, HeaderNames.AUTHORIZATION),
                request.query().first("token").asOptional());
    }

    private static Optional<String> header(RoutingRequest request, HeaderName name) {
        return request.headers().contains(name)
                ? Optional.of(String.join("; ", request.headers().get(name).allValues()))
                : Optional.empty();
    }
}

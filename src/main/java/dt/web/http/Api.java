package dt.web.http;

import dt.journal.JournalException;
import dt.web.Fleet;
import dt.web.Grid;
import dt.web.Json;
import dt.web.Order;
import dt.web.Refused;
import dt.web.RunBook;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What programs and the page ask for; {@code openapi.json} says what each takes and gives. */
final class Api {
    /** Answers a request; what it throws is an answer too. */
    @FunctionalInterface
    interface Answer {
        void to(ServerRequest request, ServerResponse response) throws Refused, JournalException, InterruptedException;
    }

    private final Fleet fleet;
    private final Grid grid;
    private final RunBook runs;
    private final Streams streams;
    private final Bodies bodies;
    private final ServiceOrders orders;

    Api(Fleet fleet, Grid grid, RunBook runs, Streams streams, Bodies bodies) {
        this.fleet = fleet;
        this.grid = grid;
        this.runs = runs;
        this.streams = streams;
        this.bodies = bodies;
        this.orders = new ServiceOrders(fleet, grid, runs);
    }

    void route(HttpRouting.Builder routing) {
        routing.get("/api/session", handler(this::session));
        routing.get("/api/hosts", handler(this::hosts));
        routing.get("/api/services", handler(this::services));
        routing.post("/api/services", handler(this::orderMany));
        routing.post("/api/services/{host}/{service}/{verb}", handler(this::orderOne));
        routing.get("/api/runs", handler((_, response) -> Answers.json(response, 200, Map.of("runs", runs.list()))));
        routing.post("/api/runs", handler(this::begin));
        routing.get("/api/runs/{id}/events", handler(this::events));
        routing.get("/api/runs/{id}/output/{host}", handler(this::output));
        routing.post("/api/runs/{id}/stop", handler(this::stop));
        routing.post("/api/runs/{id}/answer", handler(this::answer));
    }

    private static Handler handler(Answer answer) {
        return (request, response) -> {
            try {
                answer.to(request, response);
            } catch (Refused e) {
                Answers.refused(response, e);
            } catch (JournalException e) {
                Answers.error(response, 404, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                Answers.error(response, 503, "dt web is ending");
            }
        };
    }

    private void session(ServerRequest request, ServerResponse response) {
        Answers.json(
                response,
                200,
                Map.of(
                        "who",
                        Who.asks(request),
                        "hosts",
                        fleet.hosts().size(),
                        "grid",
                        grid.epoch(),
                        "modules",
                        fleet.modules().stream()
                                .map(m -> Map.of("name", m.name(), "usage", m.usage(), "summary", m.summary()))
                                .toList()));
    }

    private void hosts(ServerRequest request, ServerResponse response) throws Refused, InterruptedException {
        var selector = request.query().first("selector").asOptional().orElse("");
        var found = selector.isBlank() ? fleet.hosts() : fleet.select(selector);
        Answers.json(
                response,
                200,
                Map.of(
                        "hosts",
                        found.stream()
                                .map(h -> Map.of(
                                        "host",
                                        h.label(),
                                        "tags",
                                        h.tags().stream().sorted().toList()))
                                .toList()));
    }

    private void services(ServerRequest request, ServerResponse response) {
        var accept = request.headers().first(HeaderNames.ACCEPT).orElse("");
        if (!accept.contains("text/event-stream")) {
            Answers.json(response, 200, Map.of("hosts", grid.list()));
            return;
        }
        streams.serve(response, new GridEvents(grid, lastEvent(request)));
    }

    private static String lastEvent(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.create("Last-Event-ID"))
                .or(() -> request.query().first("after").asOptional())
                .orElse("");
    }

    private void orderOne(ServerRequest request, ServerResponse response) throws Refused, InterruptedException {
        var path = request.path().pathParameters();
        bodies.of(request);
        var cells = Map.<String, Object>of(path.get("host"), java.util.List.of(path.get("service")));
        Answers.json(response, 202, Map.of("runs", orders.carryOut(Who.asks(request), path.get("verb"), cells, 1)));
    }

    private void orderMany(ServerRequest request, ServerResponse response) throws Refused, InterruptedException {
        var body = bodies.of(request);
        if (!(body.get("cells") instanceof Map<?, ?> cells)) {
            throw new Refused("cells are missing: {\"host\": [\"service\"]}", null);
        }
        Answers.json(
                response,
                202,
                Map.of("runs", orders.carryOut(Who.asks(request), text(body, "verb"), cells, number(body, "confirm"))));
    }

    private void begin(ServerRequest request, ServerResponse response) throws Refused, InterruptedException {
        var body = bodies.of(request);
        var who = Who.asks(request);
        int confirmed = number(body, "confirm");
        var again = body.get("again");
        Order order = again == null
                ? new Order.Run(who, text(body, "selector"), Words.of(body), confirmed)
                : new Order.Again(who, text(body, "again"), optional(body, "which"), confirmed);
        Answers.json(response, 201, Map.of("id", runs.begin(order)));
    }

    private void events(ServerRequest request, ServerResponse response) throws Refused, JournalException {
        var results = runs.results(request.path().pathParameters().get("id"));
        streams.serve(response, new RunEvents(results, lastEvent(request)));
    }

    private void output(ServerRequest request, ServerResponse response) throws Refused, JournalException {
        var path = request.path().pathParameters();
        Answers.text(response, 200, OutputOf.host(runs.past(path.get("id")), path.get("host")));
    }

    private void stop(ServerRequest request, ServerResponse response) throws Refused {
        var id = request.path().pathParameters().get("id");
        if (!runs.stop(id)) {
            throw new Refused("that run does not go on here", null);
        }
        Answers.json(response, 202, Json.object("id", id));
    }

    private void answer(ServerRequest request, ServerResponse response) throws Refused {
        var id = request.path().pathParameters().get("id");
        var body = bodies.of(request);
        if (!runs.answer(id, text(body, "answer").toCharArray())) {
            throw new Refused("that run asks nothing", null);
        }
        Answers.json(response, 202, Json.object("id", id));
    }

    private static String text(Map<String, Object> body, String name) throws Refused {
        if (body.get(name) instanceof String text) {
            return text;
        }
        throw new Refused(name + " is missing", null);
    }

    private static String optional(Map<String, Object> body, String name) {
        return body.get(name) instanceof String text ? text : "";
    }

    private static int number(Map<String, Object> body, String name) {
        @Nullable Object value = body.get(name);
        return value instanceof Integer number && number > 0 ? number : 0;
    }
}

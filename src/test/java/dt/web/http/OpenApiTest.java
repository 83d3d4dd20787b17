package dt.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dt.web.FakeFleet;
import dt.web.FakePage;
import dt.web.Sighting;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.jr.ob.JSON;

/** The description of the interface, held against the server that runs. */
@Timeout(120)
class OpenApiTest {
    private static final String VERB = "/api/services/web1/httpd/restart";

    private static FakePage page;
    private static Map<String, Object> api;

    @BeforeAll
    static void open() throws Exception {
        page = new FakePage(FakeFleet.named(3), 0);
        page.fill(2);
        page.grid.take(new Sighting.Unseen("web3", "connection refused"));
        api = JSON.std.mapFrom(body(ask("GET", "/api/openapi.json", "")));
    }

    @AfterAll
    static void close() throws Exception {
        page.close();
    }

    private static String ask(String method, String path, String body) throws Exception {
        return Wire.ask(
                page.port,
                method + " " + path + " HTTP/1.1\nHost: 127.0.0.1:" + page.port + "\nContent-Type: application/json"
                        + "\nAuthorization: Bearer " + page.keys.token("tester"),
                body);
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    /** Asks, and holds the answer against what the description says of that status. */
    private static String described(String method, String path, String template, String body) throws Exception {
        var answer = ask(method, path, body);
        var status = String.valueOf(Wire.status(answer));
        var operation = at(at(at(api, "paths"), template), method.toLowerCase(java.util.Locale.ROOT));
        var response = at(at(operation, "responses"), status);
        if (response.containsKey("$ref")) {
            response = at(at(at(api, "components"), "responses"), "Error");
        }
        var schema = at(at(at(response, "content"), "application/json"), "schema");
        var whole = JSON.std.asString(Map.of("components", at(api, "components"), "allOf", java.util.List.of(schema)));
        var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(body(answer), InputFormat.JSON);
        assertThat(errors).as("%s %s: %s", method, path, body(answer)).isEmpty();
        return status;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> map, String key) {
        assertThat(map).containsKey(key);
        return (Map<String, Object>) map.get(key);
    }

    @Test
    void whatIsAnsweredIsWhatIsDescribed() throws Exception {
        assertThat(described("GET", "/api/session", "/api/session", "")).isEqualTo("200");
        assertThat(described("GET", "/api/hosts", "/api/hosts", "")).isEqualTo("200");
        assertThat(described("GET", "/api/hosts?selector=tag:web", "/api/hosts", ""))
                .isEqualTo("200");
        assertThat(described("GET", "/api/hosts?selector=tag:", "/api/hosts", ""))
                .isEqualTo("400");
        assertThat(described("GET", "/api/services", "/api/services", "")).isEqualTo("200");
        assertThat(described("GET", "/api/runs", "/api/runs", "")).isEqualTo("200");
        var cells = "{\"verb\":\"up\",\"confirm\":%d,\"cells\":{\"web1\":[\"httpd\",\"nginx\"]}}";
        assertThat(described("POST", "/api/services", "/api/services", cells.formatted(2)))
                .isEqualTo("202");
        assertThat(described("POST", "/api/services", "/api/services", cells.formatted(3)))
                .isEqualTo("409");
        assertThat(described("POST", "/api/services", "/api/services", "{}")).isEqualTo("400");
        assertThat(described("POST", VERB, "/api/services/{host}/{service}/{verb}", "{}"))
                .isEqualTo("202");
        assertThat(described("POST", VERB + "x", "/api/services/{host}/{service}/{verb}", ""))
                .isEqualTo("400");
        var run = "{\"selector\":\"all\",\"module\":\"ssh\",\"words\":[\"date\"],\"confirm\":%d}";
        assertThat(described("POST", "/api/runs", "/api/runs", run.formatted(3)))
                .isEqualTo("201");
        assertThat(described("POST", "/api/runs", "/api/runs", run.formatted(4)))
                .isEqualTo("409");
        assertThat(described("POST", "/api/runs", "/api/runs", "{\"again\":\"last\"}"))
                .isEqualTo("400");
        assertThat(described("POST", "/api/runs/x/stop", "/api/runs/{id}/stop", ""))
                .isEqualTo("400");
        assertThat(described("POST", "/api/runs/x/answer", "/api/runs/{id}/answer", "{\"answer\":\"\"}"))
                .isEqualTo("400");
    }

    @Test
    void aRunIsToldInEventsToItsEnd() throws Exception {
        var id = (String) JSON.std
                .mapFrom(body(
                        ask("POST", "/api/runs", "{\"selector\":\"all\",\"module\":\"ssh\",\"words\":[\"date\"]}")))
                .get("id");

        var events = ask("GET", "/api/runs/" + id + "/events", "");

        assertThat(events).contains("text/event-stream", "event: run", "\"state\":\"ended\"", "\"ok\":3");
        assertThat(ask("GET", "/api/runs/" + id + "/events?after=2", ""))
                .contains("\"from\":2", "[\"web3\",\"ok\"")
                .doesNotContain("[\"web1\",\"ok\"");
    }

    @Test
    void everyPathIsServed() throws Exception {
        var known = new HashSet<>(at(api, "paths").keySet());

        assertThat(known)
                .isEqualTo(Set.of(
                        "/api/openapi.json",
                        "/api/session",
                        "/api/hosts",
                        "/api/services",
                        "/api/services/{host}/{service}/{verb}",
                        "/api/runs",
                        "/api/runs/{id}/events",
                        "/api/runs/{id}/output/{host}",
                        "/api/runs/{id}/stop",
                        "/api/runs/{id}/answer"));
        for (var path : known) {
            for (var method : at(at(api, "paths"), path).keySet()) {
                var asked = path.replaceAll("\\{[a-z]+}", "x");
                assertThat(ask(method.toUpperCase(java.util.Locale.ROOT), asked, method.equals("post") ? "{}" : ""))
                        .as(path)
                        .doesNotContain("there is nothing here");
            }
        }
    }
}

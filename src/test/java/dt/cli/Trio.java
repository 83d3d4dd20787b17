package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.jr.ob.JSON;

/**
 * Three hosts: two well ones, which are addresses of a real sshd, and a sick one in the middle, of which each test says
 * what it suffers from. Whatever that is, the other two must not notice.
 */
record Trio(Caller caller, OpenSsh server) {
    private static final List<String> WELL = List.of("well1", "well2");

    /** Makes the caller's home: the key of the server for everybody, and its host key under any name. */
    static Trio at(Path home, OpenSsh server) throws IOException {
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/known_hosts"), "* " + server.hostKey() + "\n");
        return new Trio(Caller.at(home), server);
    }

    Trio with(Caller other) {
        return new Trio(other, server);
    }

    /** The sick one is a further address of the sshd, with these lines of ssh_config for itself. */
    Trio sickIsHere(String... settings) throws IOException {
        return sickIs("127.0.0.3", server.port(), settings);
    }

    Trio sickIs(String address, int port, String... settings) throws IOException {
        Files.writeString(
                caller.home().resolve("hosts.yaml"), """
                hosts:
                  well1: {address: 127.0.0.1, port: %d}
                  sick: {address: "%s", port: %d}
                  well2: {address: 127.0.0.2, port: %d}
                """.formatted(server.port(), address, port, server.port()));
        var config = new ArrayList<>(List.of("Host sick"));
        config.addAll(List.of(settings));
        if (Stream.of(settings).noneMatch(line -> line.startsWith("IdentityFile"))) {
            config.add("IdentityFile " + server.key());
        }
        config.addAll(List.of(
                "Host sick",
                // Tells the commands of the tests where they are.
                "SetEnv LC_SICK=yes",
                "Host well*",
                "IdentityFile " + server.key(),
                "Host *",
                "GlobalKnownHostsFile none",
                "IdentitiesOnly yes"));
        Files.write(caller.home().resolve(".ssh/config"), config);
        return this;
    }

    /** Options and then a command for all three; what dt ends with. */
    int run(String... words) {
        return caller.types(words(words).toArray(String[]::new));
    }

    /** All that has to be typed for it. */
    List<String> words(String... words) {
        var all = new ArrayList<>(
                List.of("-F", caller.home() + "/.ssh/config", "-D", caller.home() + "/hosts.yaml", "-T", "5"));
        all.addAll(Arrays.asList(words).subList(0, words.length - 1));
        all.addAll(List.of("all", "ssh", words[words.length - 1]));
        return all;
    }

    /** A command that does this on the sick host and {@code echo in} on the others. */
    static String onSick(String script) {
        return "[ \"$LC_SICK\" ] || exec echo in; " + script;
    }

    /**
     * Runs the words once for people and once for programs. Both times the sick host fails with this class and text, the
     * well ones print {@code in}, and dt ends with 1.
     */
    void sickEnds(String type, String text, String... words) throws IOException {
        sickShows(1, "fail::dt:ssh:sick:" + text, words);

        var json = asJson(words);
        assertThat(json.get("sick")).containsEntry("class", type).containsEntry("status", "fail");
        for (var name : WELL) {
            assertThat(json.get(name)).containsEntry("class", "ok").containsEntry("stdout", "in\n");
        }
    }

    /** Runs the words, which end with this status; the sick host has this line, and the well ones print {@code in}. */
    void sickShows(int status, String line, String... words) {
        assertThat(run(words)).as(caller.complained()).isEqualTo(status);
        assertThat(caller.printed().lines())
                .containsExactlyInAnyOrder(line, "okay::dt:ssh:well1:in", "okay::dt:ssh:well2:in");
    }

    /** The same as {@link #sickEnds} of a host that gives a reason and prints nothing: one line, lower case, with what to do. */
    void sickIsUnreachable(String type, String reason, String... options) throws IOException {
        var words = Arrays.copyOf(options, options.length + 1);
        words[options.length] = "echo in";
        sickEnds(type, "unreachable: " + reason, words);
        assertThat(reason).matches("[^A-Z\\n][^\\n]*; [a-z][^\\n]*[^.]");
    }

    /** What {@code -o json} prints for these words, by host. */
    Map<String, Map<String, Object>> asJson(String... words) throws IOException {
        var all = new ArrayList<>(List.of("-o", "json"));
        all.addAll(List.of(words));
        run(all.toArray(String[]::new));
        var byHost = new TreeMap<String, Map<String, Object>>();
        for (var line : caller.printed().lines().toList()) {
            var fields = JSON.std.mapFrom(line);
            byHost.put(String.valueOf(fields.get("host")), fields);
        }
        return byHost;
    }
}

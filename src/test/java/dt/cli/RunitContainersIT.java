package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Container;
import dt.fleet.Containers;
import dt.fleet.SudoHosts;
import dt.fleet.Supervised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with systems of their own, on which runsvdir runs and sv is not there, for a user who has to ask sudo. */
@Timeout(300)
class RunitContainersIT {
    @TempDir
    Path home;

    private Caller caller;

    @Test
    void aServiceIsInstalledWatchedAndTakenAwayOnHostsWithoutSv() throws Exception {
        try (var web1 = Containers.engine().host("runsvdir", "/etc/service");
                var web2 = Containers.engine().host("runsvdir", "/etc/service")) {
            hosts(web1, web2);
            for (var host : List.of(web1, web2)) {
                host.sh("rm /usr/bin/sv").check();
            }
            Supervised.script(home.resolve("greeter/run"), "echo hello; exec sleep 1000");

            dt(0, "install", "greeter/run", "--sudo", "-w", "60");
            dt(0, "wait", "up", "greeter", "--sudo", "-w", "60");
            assertThat(lines()).allMatch(line -> line.matches("web\\d:greeter: run pid=\\d+ uptime=\\d+ want=up"));
            assertThat(web2.sh("ls /etc/sv/greeter /etc/sv/greeter/log").check().printed())
                    .contains("log\nrun\nsupervise\n", "main\nrun\nsupervise\n");

            dt(1, "down", "greeter");
            assertThat(lines()).allMatch(line -> line.contains(":greeter: not permitted: "));
            dt(0, "restart", "greeter", "--sudo", "-w", "60");
            Supervised.until(
                    () -> caller.types(words("web1,web2", "tail", "greeter", "--sudo", "--no-follow")) == 0
                            && caller.printed()
                                            .lines()
                                            .filter(line -> line.endsWith(" hello"))
                                            .count()
                                    == 4,
                    "two greetings a host");

            web2.kill();
            dt(1, "status", "greeter", "--sudo");
            assertThat(caller.printed())
                    .containsPattern("okay::dt:runit:web1:greeter: run .*\n")
                    .containsPattern("fail::dt:runit:web2:(lost|unreachable): .*\n");

            assertThat(caller.types(words("web1", "disable", "greeter", "--sudo", "-w", "60")))
                    .isZero();
            assertThat(caller.printed()).isEqualTo("okay::dt:runit:web1:greeter: disabled\n");
            assertThat(web1.sh("ls /etc/service/greeter").status()).isNotZero();
        }
    }

    /** "Services that start slowly, crash, flap, ignore TERM, need sudo": on every host of the fleet at once. */
    @Test
    void servicesInTroubleAreToldOnEveryHost() throws Exception {
        try (var web1 = Containers.engine().host("runsvdir", "/etc/service");
                var web2 = Containers.engine().host("runsvdir", "/etc/service")) {
            hosts(web1, web2);
            for (var host : List.of(web1, web2)) {
                host.sh("rm /usr/bin/sv").check();
                put(host, "slow", "while [ ! -e /go ]; do sleep 0.1; done; touch /ready; exec sleep 1000");
                host.sh(
                                "printf '#!/bin/sh\\n[ -e /ready ]\\n' >/etc/service/slow/check; chmod +x /etc/service/slow/check")
                        .check();
                put(host, "crash", "exit 1");
                put(host, "flap", "sleep 0.05; exit 1");
                put(host, "deaf", Supervised.STUBBORN);
            }
            // runsvdir looks every five seconds.
            Supervised.until(
                    () -> {
                        caller.types(words("web1,web2", "status", "slow", "crash", "flap", "deaf", "--sudo"));
                        return !caller.printed().contains("not supervised") && lines().size() == 2;
                    },
                    "all are supervised");
            dt(0, "wait", "up", "deaf", "--sudo", "-w", "60");

            dt(1, "up", "slow", "--sudo", "-w", "1");
            assertThat(lines())
                    .allMatch(line -> line.matches("web\\d:slow: .* timeout\\\\ncommand timed out after 1s"));
            dt(1, "up", "crash", "flap", "--sudo", "-w", "3");
            assertThat(lines())
                    .allMatch(line -> line.matches(
                            "web\\d:crash: .* timeout\\\\nflap: .* timeout\\\\ncommand timed out after 3s"));
            dt(1, "down", "deaf", "--sudo", "-w", "1");
            assertThat(lines())
                    .allMatch(line -> line.matches("web\\d:deaf: run pid=\\d+ uptime=\\d+ want=down term timeout"
                            + "\\\\ncommand timed out after 1s"));

            web1.sh("touch /go").check();
            web2.sh("touch /go").check();
            dt(0, "up", "slow", "--sudo", "-w", "60");
            dt(0, "kill", "deaf", "--sudo");
            dt(0, "wait", "down", "deaf", "--sudo", "-w", "60");
        }
    }

    private static void put(Container host, String service, String run) throws Exception {
        host.sh("mkdir -p /etc/service/.new && printf '%s\\n' '#!/bin/sh' \"$RUN\" >/etc/service/.new/run"
                                .replace("$RUN", run.replace("$", "\\$").replace("\"", "\\\""))
                        + " && chmod +x /etc/service/.new/run && mv /etc/service/.new /etc/service/" + service)
                .check();
    }

    @Test
    void theServiceFolderIsTheFirstThatThereIs() throws Exception {
        try (var web1 = Containers.engine().host()) {
            hosts(web1, web1);
            var folders = List.of("/var/service", "/etc/service", "/service");
            web1.sh("rm /etc/service").check();
            for (var folder : folders) {
                var service = folder + "/in" + folder.replace('/', '-');
                web1.sh("mkdir -p " + service + " && touch " + service + "/run").check();
            }
            for (var folder : folders) {
                caller.types(words("web1", "status"));
                assertThat(caller.printed())
                        .startsWith("fail::dt:runit:web1:in" + folder.replace('/', '-') + ": not supervised");
                web1.sh("rm -r " + folder).check();
            }
            caller.types(words("web1", "status"));
            assertThat(caller.printed())
                    .isEqualTo(
                            "fail::dt:runit:web1:no service folder: there is no /var/service, /etc/service or /service;"
                                    + " name it with --dir\n");
        }
    }

    /** What stands there is typed as it stands there, but for jq, which is not dt's, and a log that never ends. */
    @Test
    void theExamplesOfTheManualWork() throws Exception {
        try (var web1 = Containers.engine().host("runsvdir", "/etc/service")) {
            hosts(web1, web1);
            Files.writeString(home.resolve("hosts.yaml"), "hosts:\n  web1: {user: root, tags: [web]}\n");
            web1.sh("rm -r /etc/runit/runsvdir/default/*").check();
            Supervised.script(home.resolve("httpd/run"), "echo began; exec sleep 1000");
            var examples = new ArrayList<String>();
            for (var line : Files.readAllLines(Path.of("src/main/man/dt-runit.1"))) {
                if (line.startsWith("$ dt ")) {
                    examples.add(
                            line.substring(5).replaceFirst(" \\| jq .*", "").replace(" tail ", " tail --no-follow "));
                }
            }
            assertThat(examples).hasSizeGreaterThan(5);
            // What the others are about has to be there first.
            examples.sort(java.util.Comparator.comparing(example -> !example.contains(" install ")));
            for (var example : examples) {
                Supervised.until(() -> caller.types(typed(example)) == 0, example + ": " + caller.printed());
            }
        }
    }

    private String[] typed(String example) {
        var all = new ArrayList<>(List.of("-F", home.resolve("ssh_config").toString(), "-T", "60"));
        all.addAll(List.of("-D", home.resolve("hosts.yaml").toString()));
        all.addAll(List.of(example.split(" ")));
        return all.toArray(String[]::new);
    }

    private void hosts(Container web1, Container web2) throws IOException {
        var config = new ArrayList<>(web1.config("web1", home.resolve("known_hosts")));
        config.addAll(web2.config("web2", home.resolve("known_hosts")));
        Files.write(home.resolve("ssh_config"), config);
        Files.writeString(home.resolve("hosts.yaml"), "hosts:\n  web[1-2]: {user: ops}\n");
        caller = Caller.at(home).answering(new Prompt() {
            @Override
            public Optional<char[]> secret(String question) {
                return Optional.of(SudoHosts.PASSWORD.toCharArray());
            }

            @Override
            public Optional<String> line(String question) {
                return Optional.empty();
            }
        });
    }

    private void dt(int status, String... words) {
        assertThat(caller.types(words("web1,web2", words)))
                .as(caller.printed() + caller.complained())
                .isEqualTo(status);
    }

    private String[] words(String selector, String... words) {
        var all = new ArrayList<>(List.of("-F", home.resolve("ssh_config").toString(), "-T", "60"));
        all.addAll(List.of("-D", home.resolve("hosts.yaml").toString(), selector, "runit"));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    /** Of each host, without what all lines begin with. */
    private List<String> lines() {
        var lines = caller.printed().lines().toList();
        assertThat(lines).hasSize(2);
        return lines.stream().map(line -> line.split(":", 5)[4]).toList();
    }
}

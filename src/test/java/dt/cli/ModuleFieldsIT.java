package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.SudoHosts;
import dt.module.HostModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

/** The fields of each module in {@code -o json}, on a real sshd, are those that its help names. */
@Timeout(240)
class ModuleFieldsIT {
    /** Words of which all fields are there; of several, each has some. nssmap changes a host and is shown by NssmapPushIT. */
    private static final Map<String, List<String>> CALLS = new TreeMap<>(Map.ofEntries(
            Map.entry("ssh", List.of("ssh true")),
            Map.entry("script", List.of("script file")),
            Map.entry("sudo", List.of("sudo true")),
            Map.entry("ssh-copy-id", List.of("ssh-copy-id id.pub")),
            Map.entry("scp", List.of("scp file copy")),
            Map.entry("rscp", List.of("rscp .profile fetched")),
            Map.entry("runit", List.of("runit status --dir %h/services")),
            Map.entry("ping", List.of("ping -c 2")),
            Map.entry("local", List.of("local true")),
            Map.entry("list", List.of("list")),
            Map.entry("tag", List.of("tag", "tag +new")),
            Map.entry("add", List.of("add new", "add --keyscan new")),
            Map.entry("rm", List.of("rm"))));

    @TempDir
    static Path folder;

    static SudoHosts hosts;

    @BeforeAll
    static void start() throws Exception {
        hosts = SudoHosts.start(folder.resolve("sudo"));
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    @Test
    void eachModuleHasTheFieldsOfItsHelp() throws Exception {
        Files.writeString(folder.resolve("file"), "exit 0\n");
        Files.copy(hosts.folder().resolve("id_ed25519.pub"), folder.resolve("id.pub"));
        Files.writeString(hosts.folder().resolve("home-free/.profile"), "");
        Files.createDirectory(hosts.folder().resolve("home-free/services"));
        var common = fields("ssh true");
        var own = ManualTablesTest.modules(folder);

        assertThat(CALLS.keySet())
                .as("a new module needs a row")
                .isEqualTo(own.stream()
                        .map(HostModule::name)
                        .filter(name -> !name.equals("nssmap"))
                        .collect(Collectors.toSet()));
        for (var module : own) {
            var seen = new LinkedHashSet<String>();
            for (var words : CALLS.getOrDefault(module.name(), List.of())) {
                seen.addAll(fields(words));
            }
            seen.removeAll(common);
            if (CALLS.containsKey(module.name())) {
                assertThat(seen).as(module.name()).isEqualTo(named(module));
            }
        }
    }

    /** The words behind {@code JSON:} in a help. */
    private static Set<String> named(HostModule module) {
        var found = Pattern.compile("JSON: ([^.]*)\\.").matcher(module.details());
        return found.find()
                ? new LinkedHashSet<>(Arrays.asList(found.group(1)
                        .replaceAll("(with(out)?|words|--keyscan)(?= )", "")
                        .strip()
                        .split("[,;\\s]+")))
                : Set.of();
    }

    private static Set<String> fields(String words) throws Exception {
        var inventory = Files.createDirectories(folder.resolve("hosts.d"));
        Files.writeString(
                inventory.resolve("90-managed.yaml"),
                "hosts:\n  127.0.0.1: {user: free, port: %d}\n".formatted(hosts.port()));
        var all = new ArrayList<>(
                List.of("-o", "json", "-q", "-T", "60", "-F", hosts.config().toString(), "-D", inventory.toString()));
        all.add(words.startsWith("add") ? "free@127.0.0.2:" + hosts.port() : "127.0.0.1");
        all.addAll(List.of(words.replace("%h", hosts.folder() + "/home-free").split(" ")));
        var caller = Caller.at(folder).answering(Yes.INSTANCE);
        assertThat(caller.types(all.toArray(String[]::new)))
                .as(words + ": " + caller.printed() + caller.complained())
                .isZero();
        return JSON.std.mapFrom(caller.printed()).keySet();
    }

    /** Agrees to whatever is asked. */
    private enum Yes implements Prompt {
        INSTANCE;

        @Override
        public Optional<char[]> secret(String question) {
            return Optional.empty();
        }

        @Override
        public Optional<String> line(String question) {
            return Optional.of("yes");
        }
    }
}

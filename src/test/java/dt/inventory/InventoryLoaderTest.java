package dt.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryLoaderTest {
    @TempDir
    Path folder;

    private Path home;
    private Path system;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        system = Files.createDirectory(folder.resolve("etc"));
    }

    private Path write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Sources sources(Map<String, String> environment, String... paths) {
        return new Sources(List.of(paths), environment, home, folder, system, Sources.Scripts.USUAL);
    }

    private Inventory load(String... paths) throws Exception {
        return InventoryLoader.load(sources(Map.of(), paths));
    }

    private Host only(String... paths) throws Exception {
        return load(paths).hosts().getFirst();
    }

    private List<String> names(Map<String, String> environment, String... paths) throws Exception {
        return InventoryLoader.load(sources(environment, paths)).hosts().stream()
                .map(Host::name)
                .toList();
    }

    /** "{@code -D PATH} (repeatable), else {@code $DTOOLS_DB}". */
    @Test
    void whatTheCommandLineSaysGoesBeforeTheVariable() throws Exception {
        write("a", "a1\n");
        write("b", "b1\n");
        write("c", "c1\n");

        assertThat(names(Map.of("DTOOLS_DB", "c"), "b", "a")).containsExactly("b1", "a1");
        assertThat(names(Map.of("DTOOLS_DB", "c:a"))).containsExactly("c1", "a1");
    }

    /** "else all that exist of /etc/dt/hosts.d, ~/.config/dt/hosts.d, ~/.dtdb". */
    @Test
    void theUsualPlacesAreReadTogether() throws Exception {
        write("etc/hosts.d/x", "e1\n");
        write("home/.config/dt/hosts.d/x", "c1\n");
        write("home/.dtdb", "d1\n");
        write("xdg/dt/hosts.d/x", "x1\n");

        assertThat(names(Map.of())).containsExactly("e1", "c1", "d1");
        assertThat(names(Map.of("XDG_CONFIG_HOME", folder.resolve("xdg").toString())))
                .containsExactly("e1", "x1", "d1");
    }

    /** "if none exists, the plain names in ~/.ssh/known_hosts". */
    @Test
    void withoutAnyTheHostsThatSshKnowsAreTaken() throws Exception {
        write("home/.ssh/known_hosts", """
                # met
                web1,10.0.0.1 ssh-ed25519 AAAA
                web1 ssh-rsa AAAA
                [db1]:2222 ssh-ed25519 AAAA
                |1|abc=|def= ssh-ed25519 AAAA
                *.example.net ssh-ed25519 AAAA
                @revoked bad ssh-ed25519 AAAA
                @cert-authority ca.example.net ssh-ed25519 AAAA
                """);

        assertThat(names(Map.of())).containsExactly("web1", "db1");
        assertThat(load().find("db1").orElseThrow().login().port()).isEqualTo(2222);
    }

    @Test
    void nothingAnywhereIsAnEmptyInventory() throws Exception {
        assertThat(load().hosts()).isEmpty();
    }

    @Test
    void aPathThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> load("none"))
                .isInstanceOf(InventoryException.class)
                .hasMessage("none: cannot be read: no such file, or a link to nothing");
    }

    /** "A folder is read in name order." */
    @Test
    void aFolderIsReadInNameOrderWithoutLeftovers() throws Exception {
        for (var file : List.of("20-b", "10-a", "10-a~", ".hidden", "10-a.old", "#10-a#", "10-a.swp", "x.dpkg-old")) {
            write("d/" + file, file.replaceAll("[^a-z0-9]", "") + "\n");
        }

        assertThat(names(Map.of(), "d")).containsExactly("10a", "20b");
    }

    @Test
    void aCircleOfLinksIsAnError() throws Exception {
        var link = folder.resolve("loop");
        Files.createSymbolicLink(link, link);

        assertThatThrownBy(() -> load("loop"))
                .isInstanceOf(InventoryException.class)
                .hasMessageStartingWith("loop: cannot be read: ");
    }

    /** "tags are united (-old takes one away), other values are replaced". */
    @Test
    void aLaterFileAddsToAnEarlierOne() throws Exception {
        write("d/1.yaml", "hosts: {a: {tags: [web, old], port: 22, user: u, vars: {x: 1, y: 1}}}");
        write("d/2.yaml", "hosts: {a: {tags: [new, -old], port: 23, vars: {x: 2}}}");

        var host = only("d");

        assertThat(host.tags()).containsExactlyInAnyOrder("web", "new");
        assertThat(host.login().port()).isEqualTo(23);
        assertThat(host.login().user()).isEqualTo("u");
        assertThat(host.vars()).isEqualTo(Map.of("x", "2", "y", "1"));
    }

    @Test
    void theFormOfThePageIsRead() throws Exception {
        write("w.yaml", """
                defaults:                       # for the hosts of this file
                  user: deploy
                  tags: [linux]
                hosts:
                  web[01-20].example.net:       # a range makes twenty hosts
                    tags: [web, rack=r1]
                  db1:
                    address: 10.0.0.5           # default: the name
                    port: 2222
                    user: root
                    jump: [ops@bastion.example.net:22]
                    identity: ~/.ssh/db
                    tags: [db, prod]
                    vars: {slot: 7}
                """);

        var inventory = load("w.yaml");

        assertThat(inventory.hosts()).hasSize(21);
        assertThat(inventory.find("web07.example.net"))
                .contains(new Host(
                        "web07.example.net",
                        new Login(null, null, "deploy", null, List.of()),
                        Set.of("linux", "web", "rack=r1"),
                        Map.of()));
        assertThat(inventory.find("db1"))
                .contains(new Host(
                        "db1",
                        new Login(
                                "10.0.0.5",
                                2222,
                                "root",
                                List.of(new Hop("ops", "bastion.example.net", 22)),
                                List.of("~/.ssh/db")),
                        Set.of("linux", "db", "prod"),
                        Map.of("slot", "7")));
    }

    /** "A host is a string: leading zeros are part of its name." */
    @ParameterizedTest
    @CsvSource({"007, 007", "1e3, 1e3", "yes, yes", "0x10, 0x10"})
    void aHostIsAString(String written, String name) throws Exception {
        write("w.yaml", "hosts:\n  " + written + ":\n");

        assertThat(only("w.yaml").name()).isEqualTo(name);
    }

    /** "[user@]host[:port][|[user@]proxy[:port]] tag... ... Extended by [v6address]:port, several |hops, key=value". */
    @Test
    void aDtdbIsRead() throws Exception {
        write("db", """
                # comment
                root@web1:2222|ops@p1:22|p2  web rack=r1   # behind
                [2001:db8::1]:22 six
                plain
                """);

        var inventory = load("db");

        assertThat(inventory.hosts())
                .containsExactly(
                        new Host(
                                "web1",
                                new Login(
                                        null,
                                        2222,
                                        "root",
                                        List.of(new Hop("ops", "p1", 22), new Hop(null, "p2", null)),
                                        List.of()),
                                Set.of("web", "rack=r1"),
                                Map.of()),
                        new Host("2001:db8::1", new Login(null, 22, null, null, List.of()), Set.of("six"), Map.of()),
                        Host.named("plain"));
    }

    /** "-v with the file and line that gave each value". */
    @Test
    void eachValueInForceHasItsPlace() throws Exception {
        write("1.yaml", "defaults:\n  tags: [linux]\nhosts:\n  a:\n    tags: [old]\n    port: 22\n");
        write("2", "a:23 -old new\n");

        var origins = InventoryLoader.trace(sources(Map.of(), "1.yaml", "2")).origins();

        assertThat(origins.get("a"))
                .extracting(o -> o.key() + " " + o.value() + " " + o.place())
                .containsExactlyInAnyOrder(
                        "host  1.yaml:4:3", "tags linux 1.yaml:2:10", "port 23 2:1:1", "tags new 2:1:11");
    }

    @Test
    void theFirstProblemOfEachFileIsTold() throws Exception {
        write("1.yaml", "hosts: [a]");
        write("2", "a:0\n");

        assertThatThrownBy(() -> load("1.yaml", "2"))
                .hasMessage("1.yaml:1:8: hosts is not a mapping; write each host as name: on a line of its own\n"
                        + "2:1:1: port \"0\" is out of range; write 1 to 65535");
    }

    @Test
    void theSampleInventoryIsRead() throws Exception {
        var inventory = load(Path.of("hosts.d").toAbsolutePath().toString());

        assertThat(inventory.hosts())
                .extracting(Host::name)
                .containsExactly(
                        "web01", "web02", "web03", "web04", "web05", "web06", "web07", "web08", "db1", "db2", "bastion",
                        "switch1");
        assertThat(inventory.find("web08").orElseThrow().tags())
                .containsExactlyInAnyOrder("linux", "rack=r2", "repair");
    }
}

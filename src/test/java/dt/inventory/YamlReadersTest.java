package dt.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.YamlEvents.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short cut through YAML and the whole of it: one text, one result. */
class YamlReadersTest {
    private static List<String> events(YamlEvents reader) throws InventoryException {
        var events = new ArrayList<String>();
        for (var kind = reader.next(); kind != Kind.DONE; kind = reader.next()) {
            var text = kind == Kind.SCALAR ? " " + reader.isPlain() + " " + reader.text() : "";
            // Nobody asks where something ends.
            var place = kind == Kind.END ? "" : reader.line() + ":" + reader.column() + " ";
            events.add(place + kind + text);
        }
        return events;
    }

    private static void assertSame(String text) {
        try {
            var plain = events(new PlainYaml(text.getBytes(StandardCharsets.UTF_8)));
            assertThat(plain).as(text).isEqualTo(events(new FullYaml("f", text)));
        } catch (PlainYaml.NotPlain leftToTheOther) {
            // Then there is nothing to compare.
        } catch (InventoryException e) {
            throw new AssertionError("the short cut reads what is not YAML:\n" + text + "\n" + e.getMessage(), e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "---\nhosts:\n  a:\n",
                "hosts:\n  a: {tags: [x, -y], port: 22}\n  b:\n    tags:\n    - x\n    - 'y z'\n",
                "a: b # c\nd:   e f  \n",
                "a:\n- b\n-  c\nd: [ e , f]\n",
                "# only\n\n",
                "a: {}\nb: []\nc: \"\"\n"
            })
    void theUsualIsReadTheShortWayAndAlike(String text) throws InventoryException {
        assertThat(events(new PlainYaml(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(events(new FullYaml("f", text)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "hosts",
                        "defaults",
                        "a",
                        "tags",
                        "port",
                        "-",
                        "- ",
                        ":",
                        ": ",
                        "\n",
                        "\n  ",
                        "\n    ",
                        "\n\n",
                        " ",
                        "#",
                        " # c",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        ", ",
                        "'",
                        "\"",
                        "22",
                        "~",
                        "-x",
                        "x=y",
                        "b:c",
                        "---",
                        "...",
                        "? ",
                        "|",
                        ">",
                        "&a",
                        "*a",
                        "!t",
                        "%",
                        "@",
                        "`",
                        "\t",
                        "\r\n",
                        "\u00e4",
                        "[1-3]",
                        "<<",
                        "\\",
                        "''",
                        ".",
                        "_")
                .list()
                .ofMaxSize(24)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> inventories() {
        var line = Arbitraries.of(
                "hosts:",
                "defaults:",
                "  user: u",
                "  a[1-3]:",
                "  b:",
                "  c: {port: 22, tags: [x, y]}",
                "    tags: [a, b]",
                "    tags:",
                "    - x",
                "      - y",
                "    port: 22",
                "    port: 0",
                "    vars:",
                "      k: v w",
                "      k: 'v'",
                "# c",
                "",
                "    tags: a b",
                "  'd': ",
                "    jump: [u@h:22, i]",
                "    identity: ~/.ssh/x # c",
                "  e: []",
                "    tags: [[a]]",
                "   odd: x",
                "    prot: 1");
        return line.list().ofMaxSize(12).map(lines -> "hosts:\n" + String.join("\n", lines));
    }

    @Property(tries = 3_000)
    void bothGiveTheSameEvents(@ForAll("texts") String text) {
        assertSame(text);
    }

    @Property(tries = 1_000)
    void bothGiveTheSameInventoryOrTheSameError(@ForAll("inventories") String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);

        assertSame(text);
        assertThat(result(() -> HostsYaml.read("f", bytes)))
                .as(text)
                .isEqualTo(result(() -> HostsYaml.readFully("f", bytes)));
    }

    private interface Reader {
        HostFile read() throws InventoryException;
    }

    private static String result(Reader reader) {
        try {
            var file = reader.read();
            var merge = new Merge(4);
            merge.add(file);
            return merge.inventory().hosts() + " " + merge.origins();
        } catch (InventoryException e) {
            return e.getMessage();
        }
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefused(@ForAll("texts") String text, @ForAll String noise) {
        for (var one : List.of(text, noise, "hosts:\n  " + text, noise + text, "hosts: {" + text + "}")) {
            result(() -> HostsYaml.read("f", one));
            result(() -> Dtdb.read("f", one));
            result(() -> AnsibleJson.read("f", one));
            KnownHosts.read("f", one.getBytes(StandardCharsets.UTF_8));
            settings(one);
        }
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"a\"",
                        "\"hosts\"",
                        "\"children\"",
                        "\"_meta\"",
                        "\"vars\"",
                        "\"hostvars\"",
                        "\"ansible_port\"",
                        "1",
                        "null",
                        "{\"g\":",
                        "{\"hosts\":[\"a\"]}")
                .list()
                .ofMaxSize(16)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 1_000)
    void anyJsonIsReadOrRefused(@ForAll("json") String json) {
        assertThat(result(() -> AnsibleJson.read("f", json))).isNotEmpty();
    }

    private static void settings(String text) {
        try {
            YamlSettings.read("f", text);
        } catch (InventoryException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }
}

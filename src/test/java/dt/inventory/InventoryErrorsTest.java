package dt.inventory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** "Unknown keys, a tag with a blank, a port out of range, a name twice in one file: an error with file:line:column". */
class InventoryErrorsTest {
    static final List<Arguments> YAML = List.of(
            Arguments.of("host: {}", "f:1:1: unknown key \"host\"; did you mean hosts?"),
            Arguments.of("hosts:\n  a:\n    tgas: [x]\n", "f:3:5: unknown key \"tgas\"; did you mean tags?"),
            Arguments.of(
                    "hosts:\n  a:\n    tags: [\"linux \"]\n", "f:3:12: tag \"linux \" ends in a blank; take it out"),
            Arguments.of("hosts:\n  a:\n    port: 65536\n", "f:3:11: port \"65536\" is out of range; write 1 to 65535"),
            Arguments.of("hosts:\n  a:\n    port: ssh\n", "f:3:11: port \"ssh\" is not a number; write 1 to 65535"),
            Arguments.of("hosts:\n  a:\n    port: 1\n    port: 2\n", "f:4:5: port is given twice; write it once"),
            Arguments.of(
                    "hosts:\n  a[1-3]:\n  a2:\n", "f:3:3: host \"a2\" is named twice, first in line 2; join the two"),
            Arguments.of("hosts:\n  a:22:\n", "f:2:3: host name \"a:22\" has a colon; give the port apart"),
            Arguments.of("hosts:\n  'a b':\n", "f:2:3: host name \"a b\" has a blank; write it without"),
            Arguments.of(
                    "hosts:\n  -oProxyCommand=x:\n",
                    "f:2:3: host name \"-oProxyCommand=x\" looks like an option; rename it"),
            Arguments.of(
                    "hosts:\n  a: &x {tags: [b]}\n  b: *x\n",
                    "f:2:6: an anchor (x) is not read here; write the value itself, in quotes if it is text"),
            Arguments.of(
                    "hosts:\n  a: !!java.net.URL [x]\n", "f:2:6: a type (!) is not read here; write the plain value"),
            Arguments.of(
                    "hosts: {}\n---\nhosts: {}\n", "f:2:1: a second document is not read; write one file for each"));

    @ParameterizedTest
    @FieldSource("YAML")
    void yamlThatIsWrongHasItsPlace(String text, String message) {
        assertThatThrownBy(() -> new Merge(1).add(HostsYaml.read("f", text)))
                .isInstanceOf(InventoryException.class)
                .hasMessage(message);
    }

    @Test
    void brokenYamlHasItsPlace() {
        assertThatThrownBy(() -> HostsYaml.read("f", "hosts:\n  a:\n    tags: [b\n"))
                .isInstanceOf(InventoryException.class)
                .hasMessageStartingWith("f:4:1: not YAML: ");
    }

    @Test
    void aTextThatIsNotUtf8HasItsPlace() {
        var bytes = "hosts:\n  \u00e4:\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> HostsYaml.read("f", bytes)).hasMessage("f:2:3: not UTF-8; save the file as UTF-8");
    }

    static final List<Arguments> DTDB = List.of(
            Arguments.of("a\nb:99999 t\n", "f:2:1: port \"99999\" is out of range; write 1 to 65535"),
            Arguments.of("a x,y\n", "f:1:3: tag \"x,y\" has a comma; write two tags"),
            Arguments.of("a|:22\n", "f:1:1: no host in \":22\"; write [user@]host[:port]"),
            Arguments.of("a\nb\na\n", "f:3:1: host \"a\" is named twice, first in line 1; join the two"));

    @ParameterizedTest
    @FieldSource("DTDB")
    void aDtdbThatIsWrongHasItsPlace(String text, String message) {
        assertThatThrownBy(() -> new Merge(1).add(Dtdb.read("f", text)))
                .isInstanceOf(InventoryException.class)
                .hasMessage(message);
    }
}

package dt.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlSettingsTest {
    @Test
    void nestedKeysAreJoinedWithDots() throws Exception {
        var settings = YamlSettings.read("c.yaml", "fanout: 64\npool: {idle: 5m}\nssh:\n  options: [a, b]\nnone:\n");

        assertThat(settings)
                .containsExactly(
                        new YamlSettings.Setting("fanout", List.of("64"), new Place("c.yaml", 1, 1)),
                        new YamlSettings.Setting("pool.idle", List.of("5m"), new Place("c.yaml", 2, 8)),
                        new YamlSettings.Setting("ssh.options", List.of("a", "b"), new Place("c.yaml", 4, 3)),
                        new YamlSettings.Setting("none", List.of(), new Place("c.yaml", 5, 1)));
    }

    @Test
    void aKeyTwiceIsAnError() {
        assertThatThrownBy(() -> YamlSettings.read("c.yaml", "a: {b: 1}\na.b: 2\n"))
                .hasMessage("c.yaml:2:1: \"a.b\" is given twice; write it once");
    }

    @Test
    void noFileHasNoSettings() throws Exception {
        assertThat(YamlSettings.read(Path.of("/nonexistent/config.yaml"))).isEmpty();
    }
}

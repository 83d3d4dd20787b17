package dt.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private static Host tagged(String name, String... tags) {
        return new Host(name, Login.UNSAID, Set.of(tags), Map.of());
    }

    @Test
    void keepsTheOrderOfItsHosts() {
        var inventory = Inventory.of(List.of(tagged("web2"), tagged("db1"), tagged("web1")));

        assertThat(inventory.hosts()).extracting(Host::name).containsExactly("web2", "db1", "web1");
    }

    @Test
    void findsAHostByItsWholeName() {
        var inventory = Inventory.of(List.of(tagged("web1"), tagged("web10")));

        assertThat(inventory.find("web1")).map(Host::name).contains("web1");
        assertThat(inventory.find("web")).isEmpty();
    }

    @Test
    void listsEachTagOnceAndSorted() {
        var inventory = Inventory.of(List.of(tagged("a", "web", "linux"), tagged("b", "db", "linux")));

        assertThat(inventory.tags()).containsExactly("db", "linux", "web");
    }

    @Test
    void refusesTwoHostsOfOneName() {
        assertThatThrownBy(() -> Inventory.of(List.of(tagged("a"), tagged("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two hosts are called a");
    }
}

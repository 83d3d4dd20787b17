package dt.module.hostmgmt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.inventory.Hop;
import dt.inventory.Host;
import dt.inventory.Login;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Input;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListHostsTest {
    private static final Host WEB = new Host(
            "web1",
            new Login("192.0.2.1", 2222, "root", List.of(new Hop(null, "gate", null)), List.of()),
            Set.of("web", "linux"),
            Map.of("rack", "3", "note", "two words"));

    private static String text(Host host, String... words) throws Exception {
        var job = new ListHosts().prepare(new Request(List.of(words), Input.EMPTY, null));
        assertThat(job.connects()).isFalse();
        return job.plan(host);
    }

    @Test
    void aHostIsListedWithItsTags() throws Exception {
        assertThat(text(WEB)).isEqualTo("linux web");
    }

    @Test
    void allThatIsSaidOfAHostIsOneLineOfWords() throws Exception {
        assertThat(text(WEB, "-v"))
                .isEqualTo("address=192.0.2.1 port=2222 user=root jump=gate tags=linux,web"
                        + " var.note=\"two words\" var.rack=3");
        assertThat(text(Host.named("bare"), "-v")).isEqualTo("address=bare");
    }

    @Test
    void anotherWordIsAMistake() {
        assertThatThrownBy(() -> text(WEB, "-x"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("list does not know \"-x\"");
    }
}

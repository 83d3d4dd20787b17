package dt.ssh.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.ssh.key.KeyBlob;
import dt.ssh.key.WireWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents that are slow, gone or hostile. */
@Timeout(30)
class AgentTest {
    private static final Agent.Limits SHORT = new Agent.Limits(Duration.ofMillis(200), Duration.ofMillis(200));

    @TempDir
    Path folder;

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aSilentAgentIsLeftAloneAfterOneWaitForAllLogins() throws Exception {
        try (var hostile = new FakeAgent(folder.resolve("s"), new byte[0]);
                var threads = Executors.newFixedThreadPool(64)) {
            var agent = new Agent(hostile.socket(), SHORT, warnings::add);
            Callable<Agent.Listing> list = agent::listing;

            var listings = threads.invokeAll(Collections.nCopies(64, list));

            assertThat(listings).extracting(Future::get).allMatch(l -> l.keys().isEmpty());
            assertThat(hostile.connections()).isEqualTo(1);
            assertThat(warnings)
                    .containsExactly("agent " + hostile.socket() + " did not answer in 200 ms;"
                            + " start an agent, or see whether SSH_AUTH_SOCK names the right one");
        }
    }

    @Test
    void anAgentThatStopsAnsweringWhileItSignsIsNotAskedAgain() throws Exception {
        try (var hostile = new FakeAgent(folder.resolve("s"), new byte[0])) {
            var agent = new Agent(hostile.socket(), SHORT, warnings::add);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> agent.sign(key(), "ssh-ed25519", new byte[10]))
                        .isInstanceOf(AgentException.class)
                        .hasMessage("agent " + hostile.socket() + " did not answer in 200 ms");
            }
            assertThat(hostile.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerOfFourGigabytesIsRefusedBeforeAnythingIsAllocated() throws Exception {
        assertThat(problemWith(new byte[] {-1, -1, -1, -1, 12})).contains("an answer of 4294967295 bytes");
    }

    @Test
    void aListOfFourBillionKeysIsRefused() throws Exception {
        assertThat(problemWith(new byte[] {0, 0, 0, 5, 12, -1, -1, -1, -1}))
                .contains("answers nonsense: 4294967295 keys");
    }

    @Test
    void aHangUpIsNamed() throws Exception {
        assertThat(problemWith(new byte[] {0, 0, 0, 9, 12})).contains("it hung up");
    }

    @Test
    void aRefusalIsNamed() throws Exception {
        assertThat(problemWith(new byte[] {0, 0, 0, 1, 5})).contains("does not list its keys");
    }

    @Test
    void aSignatureOfAnotherAlgorithmIsRefused() throws Exception {
        var signature = new WireWriter().string("ssh-rsa").string(new byte[256]).array();
        var answer = new WireWriter().u8(14).string(signature).array();
        try (var old = new FakeAgent(
                folder.resolve("s"), new WireWriter().string(answer).array())) {
            var agent = new Agent(old.socket(), SHORT, warnings::add);

            assertThatThrownBy(() -> agent.sign(key(), "rsa-sha2-512", new byte[10]))
                    .hasMessage("agent " + old.socket() + " cannot sign with rsa-sha2-512");
        }
    }

    @Test
    void aSocketThatIsNoSocketIsNamed() throws Exception {
        assertThat(new Agent(folder, SHORT, warnings::add).listing().problem()).isPresent();
        assertThat(new Agent(Path.of("/" + "x".repeat(300)), SHORT, warnings::add)
                        .listing()
                        .problem())
                .isPresent();
    }

    @Property(tries = 100)
    void anyAnswerIsAListOrAProblem(@ForAll @Size(max = 100) byte[] bytes) throws Exception {
        var temporary = java.nio.file.Files.createTempDirectory("dt");
        var answer = new WireWriter()
                .string(new WireWriter().u8(12).raw(bytes).array())
                .array();
        try (var hostile = new FakeAgent(temporary.resolve("s"), answer)) {
            var listing = new Agent(hostile.socket(), Agent.Limits.STANDARD, warning -> {}).listing();

            assertThat(listing.keys()).isEmpty();
            assertThat(listing.problem()).isPresent();
        } finally {
            java.nio.file.Files.deleteIfExists(temporary.resolve("s"));
            java.nio.file.Files.delete(temporary);
        }
    }

    private String problemWith(byte[] answer) throws Exception {
        try (var hostile = new FakeAgent(folder.resolve("s"), answer)) {
            return new Agent(hostile.socket(), Agent.Limits.STANDARD, warnings::add)
                    .listing()
                    .problem()
                    .orElseThrow()
                    .what();
        }
    }

    private static KeyBlob key() throws Exception {
        return KeyBlob.of(
                new WireWriter().string("ssh-ed25519").string(new byte[32]).array());
    }
}

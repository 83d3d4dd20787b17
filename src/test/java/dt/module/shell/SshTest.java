package dt.module.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.inventory.Host;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SshTest {
    private final List<Command> ran = new ArrayList<>();

    /** Ends every command in one way. */
    private final class Ends implements Remote {
        private final Exit exit;

        Ends(Exit exit) {
            this.exit = exit;
        }

        @Override
        public Connection connect() {
            throw new AssertionError("the run connects, not the module");
        }

        @Override
        public Exit run(Command command, Output output) {
            ran.add(command);
            return exit;
        }

        @Override
        public void close() {}
    }

    private Outcome outcome(Exit exit, String... words) throws Exception {
        var request = new Request(List.of(words), Input.EMPTY, Duration.ofSeconds(9));
        return new Ssh().prepare(request).on(Host.named("a"), new Ends(exit), null);
    }

    /** "the words are joined by one space and run by the login shell on the host, as ssh does" (1-command-line). */
    @Test
    void wordsAreJoinedByOneSpaceAndNothingIsEvaluatedHere() throws Exception {
        outcome(new Exit.Status(0), "ls", "-a", "$HOME", "a  b");

        assertThat(ran).singleElement().satisfies(command -> {
            assertThat(command.line()).isEqualTo("ls -a $HOME a  b");
            assertThat(command.timeout()).isEqualTo(Duration.ofSeconds(9));
        });
    }

    @Test
    void theEndOfTheCommandIsTheOutcome() throws Exception {
        assertThat(outcome(new Exit.Status(0), "x")).isEqualTo(new Outcome.Okay());
        assertThat(outcome(new Exit.Status(3), "x")).isEqualTo(new Outcome.Failed(3));
        assertThat(outcome(new Exit.Signal("TERM"), "x")).isEqualTo(new Outcome.Signalled("TERM"));
        assertThat(outcome(new Exit.TimedOut(Duration.ofSeconds(9)), "x"))
                .isEqualTo(new Outcome.TimedOut(Duration.ofSeconds(9)));
    }

    @Test
    void noCommandIsAMistake() {
        for (var words : List.of(List.<String>of(), List.of("", " "))) {
            assertThatThrownBy(() -> new Ssh().prepare(new Request(words, Input.EMPTY, null)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("name one, as in: dt all ssh uptime");
        }
    }

    @Test
    void pretendShowsTheLine() throws Exception {
        var job = new Ssh().prepare(new Request(List.of("uptime", "-p"), Input.EMPTY, null));

        assertThat(job.plan(Host.named("a"))).isEqualTo("uptime -p");
    }
}

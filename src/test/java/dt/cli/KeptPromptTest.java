package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.secret.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptPromptTest {
    @Test
    void thePlaceIsClearedBeforeAQuestionAndIsFreeWhileItStands() {
        List<String> seen = new ArrayList<>();
        var kept = new KeptPrompt[1];
        kept[0] = new KeptPrompt(
                new Prompt() {
                    @Override
                    public Optional<char[]> secret(String question) {
                        seen.add(question + kept[0].isAsking());
                        return Optional.empty();
                    }

                    @Override
                    public Optional<String> line(String question) {
                        return secret(question).map(String::new);
                    }
                },
                new Secrets());
        kept[0].beforeAsking(() -> seen.add("cleared"));

        kept[0].secret("passphrase ");
        kept[0].line("sure ");

        assertThat(seen).containsExactly("cleared", "passphrase true", "cleared", "sure true");
        assertThat(kept[0].isAsking()).isFalse();
    }
}

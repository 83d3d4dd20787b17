package dt.module.runit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.remote.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One answer after the other, however the network cuts them. */
class AnswersTest {
    private static final String ONE = "dt-runit\0" + "100\0problem\0end\0missing\0\0end\0";
    private static final String TWO = "dt-runit\0" + "101\0problem\0a\0denied\0\0problem\0b\0missing\0\0end\0";

    private final List<List<String>> taken = new ArrayList<>();
    private final Answers answers = new Answers(
            answer ->
                    taken.add(answer.services().stream().map(ServiceState::name).toList()),
            Output.NOWHERE);

    private void print(String text) throws IOException {
        var bytes = text.getBytes(US_ASCII);
        answers.stdout(bytes, 0, bytes.length);
    }

    @Test
    void wholeOnesAreTakenAlsoOfAServiceCalledEnd() throws Exception {
        print(ONE + "dt-beat\0dt-beat\0" + TWO);

        assertThat(taken).containsExactly(List.of("end"), List.of("a", "b"));
    }

    @Test
    void theyMayComeByteForByte() throws Exception {
        for (var one : (ONE + "dt-beat\0" + TWO).split("")) {
            print(one);
        }

        assertThat(taken).containsExactly(List.of("end"), List.of("a", "b"));
    }

    @Test
    void anythingElseIsRefusedAtOnce() throws Exception {
        print(ONE);

        assertThatThrownBy(() -> print("Welcome")).isInstanceOf(IOException.class);
        assertThat(answers.areWrong()).isTrue();
    }
}

package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class KeysTest {
    private final List<String> stty = new ArrayList<>();

    @Test
    void whatIsTypedAfterTheEndOfOneHostIsForTheNext() throws Exception {
        var typed = new PipedOutputStream();
        var keys = keys(new PipedInputStream(typed));

        typed.write('a');
        try (var one = keys.open()) {
            assertThat(one.read()).isEqualTo('a');
        }
        typed.write('b');
        try (var two = keys.open()) {
            assertThat(two.read()).isEqualTo('b');
            typed.close();
            assertThat(two.read()).isEqualTo(-1);
        }
    }

    @Test
    void aHostWhoseCommandEndedReadsNoMore() throws Exception {
        try (var one = keys(new PipedInputStream(new PipedOutputStream())).open()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(one::read).isInstanceOf(InterruptedIOException.class);
        }
    }

    @Test
    void theTerminalIsRawWhileSomeHostListensAndAsBeforeWhenNoneDoes() throws Exception {
        var keys = keys(InputStream.nullInputStream());

        var one = keys.open();
        var two = keys.open();
        one.close();
        one.close();
        assertThat(stty).containsExactly("raw");

        two.close();
        keys.close();
        assertThat(stty).containsExactly("raw", "restore as before");
    }

    private Keys keys(InputStream source) {
        return new Keys(source, () -> {
            stty.add("raw");
            return Optional.of(() -> stty.add("restore as before"));
        });
    }
}

package dt.cli;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks on the terminal that controls this process, whatever the standard streams are connected to, as ssh does. */
final class TerminalPrompt implements Prompt {
    private static final String TERMINAL = "/dev/tty";

    @Override
    public synchronized Optional<char[]> secret(String question) {
        try (var keys = new FileInputStream(TERMINAL);
                var screen = new FileOutputStream(TERMINAL)) {
            var restore = new Thread(() -> echo(true));
            Runtime.getRuntime().addShutdownHook(restore);
            try {
                if (!echo(false)) {
                    return Optional.empty();
                }
                screen.write(question.getBytes(StandardCharsets.UTF_8));
                var typed = readSecret(keys);
                screen.write('\n');
                return typed;
            } finally {
                echo(true);
                Runtime.getRuntime().removeShutdownHook(restore);
            }
        } catch (IOException | IllegalStateException noTerminal) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized Optional<String> line(String question) {
        try (var keys = new FileInputStream(TERMINAL);
                var screen = new FileOutputStream(TERMINAL)) {
            screen.write(question.getBytes(StandardCharsets.UTF_8));
            return readSecret(keys).map(String::new);
        } catch (IOException noTerminal) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isAnybodyThere() {
        try (var _ = new FileOutputStream(TERMINAL)) {
            return true;
        } catch (IOException noTerminal) {
            return false;
        }
    }

    private static Optional<char[]> readSecret(InputStream keys) throws IOException {
        var bytes = new byte[4096];
        try {
            int length = 0;
            int next;
            while ((next = keys.read()) >= 0 && next != '\n') {
                if (length < bytes.length) {
                    bytes[length++] = (byte) next;
                }
            }
            if (next < 0 && length == 0) {
                return Optional.empty();
            }
            var chars = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length));
            var typed = new char[chars.remaining()];
            chars.get(typed);
            if (chars.hasArray()) {
                Arrays.fill(chars.array(), '\0');
            }
            return Optional.of(typed);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static boolean echo(boolean on) {
        try {
            var stty = new ProcessBuilder("stty", on ? "echo" : "-echo")
                    .redirectInput(new File(TERMINAL))
                    .redirectErrorStream(true)
                    .start();
            return stty.waitFor(5, TimeUnit.SECONDS) && stty.exitValue() == 0;
        } catch (IOException noTerminal) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

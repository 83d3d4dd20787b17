package dt.cli;

import dt.remote.Pty;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The terminal that controls this process, by stty(1). Empty or nothing where there is none. */
final class Stty implements Screen {
    static final File TERMINAL = new File("/dev/tty");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})");

    @Override
    public Optional<Pty.Size> size() {
        var size = SIZE.matcher(run("size").orElse(""));
        return size.matches()
                ? Optional.of(new Pty.Size(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1))))
                : Optional.empty();
    }

    @Override
    public String settings() {
        return run("-g").orElse("");
    }

    @Override
    public Optional<Runnable> raw() {
        var before = run("-g");
        return before.isPresent() && run("raw", "-echo", "opost").isPresent()
                ? Optional.of(() -> {
                    var _ = run(before.get());
                })
                : Optional.empty();
    }

    @Override
    public Pty.Watch resized(Runnable told) {
        return Signals.onResize(told);
    }

    /** What it printed, without the newline; empty when it failed. */
    static Optional<String> run(String... words) {
        var all = new ArrayList<>(List.of("stty"));
        all.addAll(List.of(words));
        try {
            var stty = new ProcessBuilder(all)
                    .redirectInput(TERMINAL)
                    .redirectErrorStream(true)
                    .start();
            if (!stty.waitFor(5, TimeUnit.SECONDS) || stty.exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException noTerminal) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

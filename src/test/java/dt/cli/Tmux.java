package dt.cli;

import dt.fleet.OpenSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A terminal with a shell in it, in which somebody types: tmux with a server of its own. */
final class Tmux implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path socket;

    /** @param folder where the shell starts, with dt in it and first in the PATH */
    Tmux(Path folder) throws IOException, InterruptedException {
        socket = folder.resolve("tmux");
        var dt = folder.resolve("dt");
        Files.writeString(
                dt, """
                #!/bin/sh
                exec %s --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' dt.cli.Main "$@"
                """.formatted(ProcessHandle.current().info().command().orElseThrow(), Child.classPath()));
        dt.toFile().setExecutable(true);
        OpenSsh.run(List.of(
                "env",
                "-i",
                "PATH=" + folder + ":/usr/bin:/bin",
                "HOME=" + folder,
                "TERM=xterm-256color",
                "LC_ALL=C.UTF-8",
                // A shell that is ended would write its history into a folder that is being deleted.
                "HISTFILE=",
                "tmux",
                "-S",
                socket.toString(),
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "120",
                "-y",
                "30",
                "-c",
                folder.toString(),
                "bash --norc --noprofile"));
    }

    /** Types a line and the return key. */
    void types(String line) throws IOException, InterruptedException {
        tmux("send-keys", "-l", line);
        tmux("send-keys", "Enter");
    }

    /** Types this and no return key. */
    void writes(String text) throws IOException, InterruptedException {
        tmux("send-keys", "-l", text);
    }

    /** Makes the window as wide and high as that. */
    void resizes(int columns, int rows) throws IOException, InterruptedException {
        tmux("resize-window", "-x", String.valueOf(columns), "-y", String.valueOf(rows));
    }

    /** Presses a key as tmux names it: {@code C-c}. */
    void presses(String key) throws IOException, InterruptedException {
        tmux("send-keys", key);
    }

    /** The screen, without colours, once it is as wanted. */
    String await(Predicate<String> wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var screen = screen();
        while (!wanted.test(screen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not what was awaited:\n" + screen);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            screen = screen();
        }
        return screen;
    }

    /** The screen, without colours. */
    String screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p", "-J");
    }

    /** The screen, colours as escape sequences. */
    String coloured() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p", "-e");
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        all.addAll(List.of(words));
        return OpenSsh.run(all);
    }

    /** Ends the shell and what runs in it. */
    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

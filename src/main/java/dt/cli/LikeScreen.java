package dt.cli;

import dt.remote.Pty;
import java.util.function.Consumer;

/**
 * A terminal for a host that is like the person's own, and follows its size.
 *
 * @param screen the person's
 * @param saved its settings before they were changed for the run
 */
record LikeScreen(Screen screen, String term, String saved) implements Pty {
    private static final Size USUAL = new Size(80, 24);

    static LikeScreen of(Screen screen, String term) {
        return new LikeScreen(screen, term, screen.settings());
    }

    @Override
    public Size size() {
        return screen.size().orElse(USUAL);
    }

    @Override
    public byte[] modes() {
        return TerminalModes.of(saved);
    }

    @Override
    public Watch resized(Consumer<Size> told) {
        return screen.resized(() -> told.accept(size()));
    }
}

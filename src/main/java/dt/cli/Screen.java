package dt.cli;

import dt.remote.Pty;
import java.util.Optional;

/** The terminal of the person, beyond reading and writing: its size, and its settings as stty(1) has them. */
interface Screen {
    /** Of a caller who has none. */
    Screen NONE = new Screen() {
        @Override
        public Optional<Pty.Size> size() {
            return Optional.empty();
        }

        @Override
        public String settings() {
            return "";
        }

        @Override
        public Optional<Runnable> raw() {
            return Optional.empty();
        }

        @Override
        public Pty.Watch resized(Runnable told) {
            return () -> {};
        }
    };

    /** Empty where it is not known. */
    Optional<Pty.Size> size();

    /** As {@code stty -g} prints them; empty where they are not known. */
    String settings();

    /**
     * Lines stay lines on it, but every key goes to whoever reads, none is echoed or means anything here. Answers the way
     * back; empty where there is no terminal.
     */
    Optional<Runnable> raw();

    /** Has somebody told when the size has changed, until the answer is closed. */
    Pty.Watch resized(Runnable told);
}

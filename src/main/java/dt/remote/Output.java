package dt.remote;

import java.io.IOException;

/** Takes what a command prints. The bytes are only valid during the call. */
public interface Output {
    /** Throws it away. */
    Output NOWHERE = new Output() {
        @Override
        public void stdout(byte[] bytes, int offset, int length) {}

        @Override
        public void stderr(byte[] bytes, int offset, int length) {}
    };

    /** The command is about to go to the host: from here on it may run. Called once, before any byte. */
    default void sending() {}

    /** Bytes of standard output. */
    void stdout(byte[] bytes, int offset, int length) throws IOException;

    /** Bytes of standard error. */
    void stderr(byte[] bytes, int offset, int length) throws IOException;
}

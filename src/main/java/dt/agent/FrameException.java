package dt.agent;

import java.io.IOException;

/** What came over the socket is no frame: the other end is no dt, or a broken one. */
final class FrameException extends IOException {
    private static final long serialVersionUID = 1;

    FrameException(String message) {
        super(message);
    }
}

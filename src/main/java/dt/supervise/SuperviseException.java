package dt.supervise;

import java.io.IOException;

/** A service could not be asked or told. The message is one line: what, why, what to do. */
public abstract sealed class SuperviseException extends IOException
        permits NotAServiceException, NotSupervisedException, NotPermittedException, MalformedStatusException {
    private static final long serialVersionUID = 1;

    SuperviseException(String message) {
        super(message);
    }
}

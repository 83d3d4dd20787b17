package dt.ssh.auth;

/** The agent did not do what it was asked. The message says what happened and names the socket. */
final class AgentException extends Exception {
    private static final long serialVersionUID = 1;

    AgentException(String message) {
        super(message);
    }

    AgentException(String message, Throwable cause) {
        super(message, cause);
    }
}

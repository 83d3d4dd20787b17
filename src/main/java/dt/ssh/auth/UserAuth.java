package dt.ssh.auth;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.AbstractService;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;

/**
 * The service {@code ssh-userauth} of one connection: one request at a time, and its answer. Requests are made on the
 * thread of the login, answers come on the thread that reads the connection, which never waits.
 */
final class UserAuth extends AbstractService {
    private static final Duration ECHO = Duration.ofMillis(500);
    /** A host that answers more than it was asked is cut off. */
    private static final int MOST_UNREAD = 4;

    private final String user;
    private final Service next;
    private final BlockingQueue<Reply> replies = new ArrayBlockingQueue<>(MOST_UNREAD);
    private volatile boolean asked;
    private long leftNanos;

    UserAuth(Transport transport, String user, Service next, Duration limit) {
        super("ssh-userauth", transport);
        this.user = user;
        this.next = next;
        this.leftNanos = limit.toNanos();
    }

    String user() {
        return user;
    }

    String host() {
        return trans.getRemoteHost();
    }

    byte[] sessionId() {
        return trans.getSessionID();
    }

    /** Makes the host ready for requests. */
    void begin() throws SSHException, TimeoutException, InterruptedException {
        int before = trans.getTimeoutMs();
        long start = System.nanoTime();
        try {
            trans.setTimeoutMs(Math.clamp(leftNanos / 1_000_000, 1, Integer.MAX_VALUE));
            trans.reqService(this);
        } catch (TransportException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof TimeoutException late) {
                    throw late;
                }
                if (cause instanceof InterruptedException) {
                    throw new InterruptedException("during the login");
                }
            }
            throw e;
        } finally {
            trans.setTimeoutMs(before);
            leftNanos -= System.nanoTime() - start;
        }
    }

    /** The beginning of a request for a method, RFC 4252 5. */
    SSHPacket request(String method) {
        return new SSHPacket(Message.USERAUTH_REQUEST)
                .putString(user)
                .putString(next.getName())
                .putString(method);
    }

    /** Sends a message and waits for what the host says to it: anything but {@code Ended}. */
    Reply ask(SSHPacket packet) throws SSHException, TimeoutException, InterruptedException {
        asked = true;
        long start = System.nanoTime();
        try {
            trans.write(packet);
        } catch (TransportException e) {
            // Why the connection ended is more than that it could not be written to.
            throw replies.poll(ECHO.toMillis(), TimeUnit.MILLISECONDS) instanceof Reply.Ended(var why) ? why : e;
        }
        var reply = replies.poll(leftNanos, TimeUnit.NANOSECONDS);
        leftNanos -= System.nanoTime() - start;
        return switch (reply) {
            case null -> throw new TimeoutException();
            case Reply.Ended(var why) -> throw why;
            case Reply.Success _, Reply.Refused _, Reply.Further _ -> reply;
        };
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        if (message == Message.USERAUTH_BANNER) {
            return;
        }
        if (!asked) {
            throw new TransportException(DisconnectReason.PROTOCOL_ERROR, "an answer to a login that nobody began");
        }
        try {
            put(
                    switch (message) {
                        case USERAUTH_SUCCESS -> {
                            // Here and now: what the host sends next is for the next service.
                            trans.setAuthenticated();
                            trans.setService(next);
                            yield new Reply.Success();
                        }
                        case USERAUTH_FAILURE -> new Reply.Refused(methods(packet.readString()), packet.readBoolean());
                        case USERAUTH_60 -> new Reply.Further(new Reply.Payload(packet.getCompactData()));
                        default ->
                            throw new TransportException(
                                    DisconnectReason.PROTOCOL_ERROR, "unexpected in a login: " + message);
                    });
        } catch (Buffer.BufferException e) {
            throw new TransportException(DisconnectReason.PROTOCOL_ERROR, e);
        }
    }

    @Override
    public void notifyError(SSHException error) {
        if (!replies.offer(new Reply.Ended(error))) {
            replies.clear();
            put(new Reply.Ended(error));
        }
    }

    private void put(Reply reply) {
        if (!replies.offer(reply)) {
            throw new IllegalStateException("more answers than questions");
        }
    }

    private static List<String> methods(String names) {
        return List.of(Plain.text(names).split(","));
    }
}

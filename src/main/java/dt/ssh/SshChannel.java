package dt.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * One channel of a connection, RFC 4254 5. Both streams of a command come out in the order in which they arrived;
 * sshj's own channels keep them apart and hold locks while they write. The thread that reads the connection only adds
 * to {@link Arrivals}, never waits here.
 */
final class SshChannel extends BareChannel {
    private final Connection connection;
    private final String type;
    private final int id;
    private final @Nullable SessionCount count;
    private final Arrivals arrivals;
    private final SendWindow window = new SendWindow();
    /** Keeps data from following a close; held only around a single packet. */
    private final ReentrantLock sending = new ReentrantLock();

    private volatile int recipient;
    private boolean eofSent;
    private boolean closeSent;
    private final CountDownLatch closeReceived = new CountDownLatch(1);
    private volatile boolean exited;
    private volatile boolean confirmed;
    private volatile boolean abandoned;

    private SshChannel(Connection connection, String type, Arriving memory, @Nullable SessionCount count) {
        this.connection = connection;
        this.arrivals = new Arrivals(memory);
        this.type = type;
        this.id = connection.nextID();
        this.count = count;
    }

    static SshChannel session(Connection connection, Arriving memory, SessionCount count) {
        return new SshChannel(connection, "session", memory, count);
    }

    static SshChannel tunnel(Connection connection, Arriving memory) {
        return new SshChannel(connection, "direct-tcpip", memory, null);
    }

    /**
     * Asks for the channel and waits for the answer.
     *
     * @throws OpenFailException when the host refuses it
     * @throws InterruptedIOException when no answer comes in time
     */
    void open(UnaryOperator<SSHPacket> details, Duration limit) throws IOException, InterruptedException {
        ask(details);
        awaitOpen(limit);
    }

    /** Asks for the channel; does not wait for the answer. */
    void ask(UnaryOperator<SSHPacket> details) throws IOException {
        connection.attach(this);
        var packet = new SSHPacket(Message.CHANNEL_OPEN)
                .putString(type)
                .putUInt32FromInt(id)
                .putUInt32(Arriving.NARROW)
                .putUInt32(Arrivals.PACKET);
        connection.getTransport().write(details.apply(packet));
    }

    /** Waits for the answer, as {@link #open}. */
    void awaitOpen(Duration limit) throws IOException, InterruptedException {
        // Whoever attaches after the connection died is told nothing.
        if (!Link.serves(connection)) {
            throw new ConnectionException("the connection is closed");
        }
        switch (arrivals.take(limit)) {
            case Arrivals.Opened() -> {}
            case Arrivals.Refused(var code, var why) -> throw new OpenFailException(type, code, why);
            case Arrivals.Nothing() -> throw new InterruptedIOException("no answer");
            case Arrivals.Lost(var why) -> throw why;
            case Arrivals.Arrival other -> throw new ConnectionException("unexpected " + other);
        }
    }

    /** Gives up on a channel that was not opened; should the host open it later, it is closed then. */
    void abandon() {
        abandoned = true;
        arrivals.discard();
        if (confirmed) {
            close();
        }
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Sends a request, such as {@code exec}. A reply arrives as {@link Arrivals.Reply}. */
    void request(String name, boolean reply, UnaryOperator<SSHPacket> details) throws IOException {
        var packet = packet(Message.CHANNEL_REQUEST).putString(name).putBoolean(reply);
        send(details.apply(packet));
    }

    void signal(String name) throws IOException {
        request("signal", false, packet -> packet.putString(name));
    }

    /** Whether the host has said that the command is over; it may have children that still print. */
    boolean hasExited() {
        return exited;
    }

    /** Waits for the host to close the channel, which it does when nobody is left who could print. */
    boolean awaitClose(Duration limit) throws InterruptedException {
        return closeReceived.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Sends data; waits while the host takes none. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        int sent = 0;
        while (sent < length) {
            int room = window.reserve(length - sent);
            var packet = packet(Message.CHANNEL_DATA);
            packet.putUInt32(room);
            packet.putRawBytes(bytes, offset + sent, room);
            if (!send(packet)) {
                throw new IOException("the channel is closed");
            }
            sent += room;
        }
    }

    void sendEof() throws IOException {
        sending.lock();
        try {
            if (!eofSent && !closeSent) {
                eofSent = true;
                connection.getTransport().write(packet(Message.CHANNEL_EOF));
            }
        } finally {
            sending.unlock();
        }
    }

    /** The bytes were used and nobody reads them any more. */
    void used(Arrivals.Data data) throws IOException {
        int length = data.length;
        arrivals.giveBack(data);
        used(length);
    }

    /** Tells the host that so many more bytes were used up here. */
    void used(int length) throws IOException {
        int more = arrivals.used(length);
        if (more > 0) {
            send(packet(Message.CHANNEL_WINDOW_ADJUST).putUInt32(more));
        }
    }

    /** Sends the close, once; what still arrives is thrown away. */
    @Override
    public void close() {
        arrivals.discard();
        window.close();
        sending.lock();
        try {
            if (!closeSent) {
                closeSent = true;
                connection.getTransport().write(packet(Message.CHANNEL_CLOSE));
            }
        } catch (TransportException lost) {
            // Then there is nobody left to tell.
        } finally {
            sending.unlock();
        }
        if (!isOpen()) {
            connection.forget(this);
        }
    }

    private boolean send(SSHPacket packet) throws TransportException {
        sending.lock();
        try {
            if (closeSent) {
                return false;
            }
            connection.getTransport().write(packet);
            return true;
        } finally {
            sending.unlock();
        }
    }

    private SSHPacket packet(Message message) {
        return new SSHPacket(message).putUInt32FromInt(recipient);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        try {
            switch (message) {
                case CHANNEL_OPEN_CONFIRMATION -> {
                    recipient = (int) packet.readUInt32();
                    window.start(packet.readUInt32(), packet.readUInt32());
                    if (count != null) {
                        count.opened();
                    }
                    arrivals.add(new Arrivals.Opened());
                    confirmed = true;
                    if (abandoned) {
                        close();
                    }
                }
                case CHANNEL_OPEN_FAILURE -> {
                    int code = (int) packet.readUInt32();
                    connection.forget(this);
                    arrivals.add(new Arrivals.Refused(code, packet.readString()));
                }
                case CHANNEL_DATA -> data(false, packet);
                case CHANNEL_EXTENDED_DATA -> extended(packet);
                case CHANNEL_WINDOW_ADJUST -> window.more(packet.readUInt32());
                case CHANNEL_REQUEST -> requested(packet);
                case CHANNEL_SUCCESS -> arrivals.add(new Arrivals.Reply(true));
                case CHANNEL_FAILURE -> {
                    exited = true;
                    arrivals.add(new Arrivals.Reply(false));
                }
                case CHANNEL_EOF -> arrivals.add(new Arrivals.Eof());
                case CHANNEL_CLOSE -> closed();
                default -> throw broken("unexpected " + message);
            }
        } catch (Buffer.BufferException e) {
            throw broken("a malformed " + message);
        }
    }

    private void extended(SSHPacket packet) throws SSHException, Buffer.BufferException {
        long kind = packet.readUInt32();
        if (kind != 1) {
            throw broken("data of unknown type " + kind);
        }
        data(true, packet);
    }

    private void data(boolean stderr, SSHPacket packet) throws SSHException, Buffer.BufferException {
        long length = packet.readUInt32();
        if (length > packet.available()) {
            throw broken("data that is cut short");
        }
        arrivals.data(stderr, packet.array(), packet.rpos(), (int) length);
    }

    private void requested(SSHPacket packet) throws SSHException, Buffer.BufferException {
        var name = packet.readString();
        boolean reply = packet.readBoolean();
        switch (name) {
            case "exit-status" -> {
                exited = true;
                arrivals.add(new Arrivals.Status(packet.readUInt32()));
            }
            case "exit-signal" -> {
                exited = true;
                arrivals.add(new Arrivals.Signal(packet.readString()));
            }
            default -> {
                // OpenSSH's sign of life, too: any answer will do.
                if (reply) {
                    send(packet(Message.CHANNEL_FAILURE));
                }
            }
        }
    }

    private void closed() {
        if (count != null && confirmed && isOpen()) {
            count.closed();
        }
        exited = true;
        closeReceived.countDown();
        window.close();
        arrivals.add(new Arrivals.Closed());
        sending.lock();
        try {
            if (closeSent) {
                connection.forget(this);
            }
        } finally {
            sending.unlock();
        }
    }

    private static ConnectionException broken(String what) {
        return new ConnectionException(DisconnectReason.PROTOCOL_ERROR, "the host sent " + what);
    }

    @Override
    public void notifyError(SSHException error) {
        window.close();
        arrivals.add(new Arrivals.Lost(error));
    }

    @Override
    public int getID() {
        return id;
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public int getRecipient() {
        return recipient;
    }

    @Override
    public boolean isOpen() {
        return closeReceived.getCount() > 0;
    }

    @Override
    public InputStream getInputStream() {
        return new ChannelStreams.In(this);
    }

    @Override
    public OutputStream getOutputStream() {
        return new ChannelStreams.Out(this);
    }

    @Override
    public int getRemoteMaxPacketSize() {
        return window.packet();
    }

    @Override
    public long getRemoteWinSize() {
        return window.size();
    }

    @Override
    public LoggerFactory getLoggerFactory() {
        return connection.getTransport().getConfig().getLoggerFactory();
    }
}

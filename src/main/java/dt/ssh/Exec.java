package dt.ssh;

import dt.remote.Command;
import dt.remote.Exit;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Pty;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import net.schmizz.sshj.common.SSHPacket;
import org.jspecify.annotations.Nullable;

/** One command on one channel, from the request to the end. */
final class Exec {
    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final Pattern SIGNAL = Pattern.compile("[A-Za-z0-9@._-]{1,64}");

    private final Link link;
    private final SshChannel channel;
    private final Command command;
    private final Output output;
    private final Map<String, String> environment;
    private final ScheduledExecutorService timer;
    private final Ending ending;

    private @Nullable Thread pump;
    private Pty.@Nullable Watch resizes;
    private @Nullable ScheduledFuture<?> limit;
    private @Nullable Long status;
    private @Nullable String signal;
    private boolean isConnectionLost;

    Exec(
            Link link,
            SshChannel channel,
            Command command,
            Output output,
            Map<String, String> environment,
            ScheduledExecutorService timer) {
        this.link = link;
        this.channel = channel;
        this.command = command;
        this.output = output;
        this.environment = new LinkedHashMap<>(environment);
        this.environment.putAll(command.environment());
        this.timer = timer;
        this.ending = new Ending(link, channel, command.elevation(), timer);
    }

    /** Runs the command and waits for its end. Leaves no channel and no thread behind. */
    Exit run(InputStream input) throws RemoteException, InterruptedException {
        try {
            request(input);
            var exit = follow();
            return exit == null || ending.told() ? ended() : exit;
        } catch (InterruptedException e) {
            if (abandon()) {
                throw e;
            }
            Thread.currentThread().interrupt();
            throw RemoteException.unconfirmed("the command was told to end from here");
        } catch (RemoteException e) {
            throw abandoned(e);
        } catch (IOException e) {
            throw abandoned(lost(e));
        } finally {
            release();
        }
    }

    /** Ends the command; {@link #run} returns when that is done. Does not wait. */
    void stop() {
        ending.begin(false);
    }

    private void request(InputStream input) throws IOException {
        for (var variable : environment.entrySet()) {
            channel.request(
                    "env", false, packet -> packet.putString(variable.getKey()).putString(variable.getValue()));
        }
        var pty = command.pty();
        if (pty != null) {
            channel.request(
                    "pty-req",
                    false,
                    packet -> size(packet.putString(pty.term()), pty.size()).putString(pty.modes()));
            resizes = pty.resized(this::resize);
        }
        output.sending();
        link.processes().start(channel, command.line());
        if (command.input().equals(Input.EMPTY)) {
            channel.sendEof();
        } else {
            pump = Threads.daemon("dt-stdin", () -> send(input));
            pump.start();
        }
        var most = command.timeout();
        if (most != null) {
            limit = timer.schedule(() -> ending.begin(true), most.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private static SSHPacket size(SSHPacket packet, Pty.Size size) {
        return packet.putUInt32(size.columns())
                .putUInt32(size.rows())
                .putUInt32(0)
                .putUInt32(0);
    }

    /** On a thread of its own: whoever tells must not wait for the network. */
    private void resize(Pty.Size now) {
        Threads.daemon("dt-resize", () -> {
                    try {
                        channel.request("window-change", false, packet -> size(packet, now));
                    } catch (IOException gone) {
                        // The reader of the connection reports that.
                    }
                })
                .start();
    }

    private void send(InputStream input) {
        var piece = new byte[32 * 1024];
        try (input) {
            for (int n = input.read(piece); n >= 0; n = input.read(piece)) {
                channel.write(piece, 0, n);
            }
            channel.sendEof();
        } catch (IOException ended) {
            // Either the command ended first, or there is no more input: both are the end of it.
            quietEof();
        }
    }

    private void quietEof() {
        try {
            channel.sendEof();
        } catch (IOException gone) {
            // The reader of the connection reports that.
        }
    }

    /** Null when the command was ended from here before the host closed its channel. */
    private @Nullable Exit follow() throws RemoteException, InterruptedException, IOException {
        while (true) {
            switch (channel.arrivals().take(FOR_EVER)) {
                case Arrivals.Data data -> pass(data);
                case Arrivals.Status(var code) -> status = code;
                case Arrivals.Signal(var name) -> signal = SIGNAL.matcher(name).matches() ? name : "unknown";
                case Arrivals.Reply(var yes) -> {
                    if (!yes) {
                        throw new RemoteException(
                                Reason.CONNECT,
                                "the host refused to run a command; check ForceCommand and the shell of the user there");
                    }
                }
                case Arrivals.Closed() -> {
                    return ending.told() ? null : exit();
                }
                case Arrivals.Stopped() -> {
                    return null;
                }
                case Arrivals.Lost(var why) -> throw lost(why);
                case Arrivals.Nothing nothing -> {}
                case Arrivals.Eof eof -> {}
                case Arrivals.Opened opened -> {}
                case Arrivals.Refused refused -> {}
            }
        }
    }

    private void pass(Arrivals.Data data) throws RemoteException, IOException {
        try {
            if (data.stderr) {
                output.stderr(data.bytes, 0, data.length);
            } else {
                output.stdout(data.bytes, 0, data.length);
            }
        } catch (IOException e) {
            throw new RemoteException(
                    Reason.UNKNOWN,
                    "the output could not be taken: " + Failures.text(e) + "; the command was told to end",
                    e);
        }
        channel.used(data);
    }

    private Exit exit() throws RemoteException {
        if (signal != null) {
            return new Exit.Signal(signal);
        }
        if (status != null) {
            return new Exit.Status(status > 255 ? 255 : status.intValue());
        }
        throw new RemoteException(
                Reason.UNKNOWN, "the host ended the command without an exit status; check its sshd log");
    }

    private Exit ended() throws RemoteException {
        boolean confirmed = ending.await();
        if (ending.byLimit() && command.timeout() != null) {
            return new Exit.TimedOut(command.timeout(), confirmed);
        }
        throw confirmed
                ? RemoteException.ended("the command was ended from here")
                : RemoteException.unconfirmed("the command was told to end from here");
    }

    /** Ends what may still run; true when nothing is left of it. */
    private boolean abandon() {
        // What runs on a terminal of its own, as under sudo, does not keep the channel open.
        if (!channel.isOpen() && !ending.told()) {
            return true;
        }
        // The connection may not know yet what the channel was told: nothing can be ended over it any more.
        if (isConnectionLost || !link.isOpen()) {
            return false;
        }
        ending.begin(false);
        return ending.await();
    }

    private RemoteException abandoned(RemoteException why) {
        if (why.reason() != Reason.UNKNOWN || isConnectionLost) {
            return why;
        }
        boolean gone = abandon();
        if (!ending.told()) {
            return why;
        }
        var what = String.valueOf(why.getMessage());
        return gone ? RemoteException.ended(what) : RemoteException.unconfirmed(what);
    }

    private RemoteException lost(IOException why) {
        isConnectionLost = true;
        return new RemoteException(
                Reason.UNKNOWN,
                "the connection was lost while the command ran (" + Failures.end(why)
                        + "); check whether it ran before you repeat it",
                why);
    }

    /** Whether the host may still run what was to be ended here. */
    boolean leftBehind() {
        return ending.told() && !ending.await();
    }

    private void release() {
        if (limit != null) {
            limit.cancel(false);
        }
        if (resizes != null) {
            resizes.close();
        }
        channel.close();
        if (pump != null) {
            pump.interrupt();
        }
    }
}

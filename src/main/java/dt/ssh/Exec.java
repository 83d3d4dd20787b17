package dt.ssh;

import dt.remote.Command;
import dt.remote.Exit;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One command on one channel, from the request to the end. */
final class Exec {
    /** So long a command has to end after TERM, and then after KILL. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final Pattern SIGNAL = Pattern.compile("[A-Za-z0-9@._-]{1,64}");

    private final SshChannel channel;
    private final Command command;
    private final Output output;
    private final Map<String, String> environment;

    private @Nullable Thread pump;
    private @Nullable Long status;
    private @Nullable String signal;
    /** TERM, then KILL, then close: how often the limit was over. */
    private int warnings;

    private long end;

    Exec(SshChannel channel, Command command, Output output, Map<String, String> environment) {
        this.channel = channel;
        this.command = command;
        this.output = output;
        this.environment = new LinkedHashMap<>(environment);
        this.environment.putAll(command.environment());
    }

    /** Runs the command and waits for its end. Leaves no channel and no thread behind. */
    Exit run(InputStream input) throws RemoteException, InterruptedException {
        boolean ended = false;
        try {
            request(input);
            var exit = follow();
            ended = true;
            return exit;
        } catch (IOException e) {
            throw lost(e);
        } finally {
            stop(ended);
        }
    }

    private void request(InputStream input) throws IOException {
        for (var variable : environment.entrySet()) {
            channel.request(
                    "env", false, packet -> packet.putString(variable.getKey()).putString(variable.getValue()));
        }
        channel.request("exec", true, packet -> packet.putString(command.line()));
        if (command.input().equals(Input.EMPTY)) {
            channel.sendEof();
        } else {
            pump = Threads.daemon("dt-stdin", () -> send(input));
            pump.start();
        }
        var limit = command.timeout();
        end = System.nanoTime() + (limit == null ? FOR_EVER : limit).toNanos();
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

    private Exit follow() throws RemoteException, InterruptedException, IOException {
        while (true) {
            switch (channel.arrivals().take(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                case Arrivals.Data data -> pass(data.stderr, data.bytes);
                case Arrivals.Status(var code) -> status = code;
                case Arrivals.Signal(var name) -> signal = SIGNAL.matcher(name).matches() ? name : "unknown";
                case Arrivals.Reply(var yes) -> {
                    if (!yes) {
                        throw new RemoteException(
                                Reason.CONNECT,
                                "the host refused to run a command; check ForceCommand and the shell of the user there");
                    }
                }
                case Arrivals.Nothing() -> {
                    if (warn()) {
                        return exit();
                    }
                }
                case Arrivals.Closed() -> {
                    return exit();
                }
                case Arrivals.Lost(var why) -> throw lost(why);
                case Arrivals.Stopped() ->
                    throw new RemoteException(Reason.LOST, "stopped while the command ran; it was told to end");
                case Arrivals.Eof eof -> {}
                case Arrivals.Opened opened -> {}
                case Arrivals.Refused refused -> {}
            }
        }
    }

    private void pass(boolean stderr, byte[] bytes) throws RemoteException, IOException {
        try {
            if (stderr) {
                output.stderr(bytes, 0, bytes.length);
            } else {
                output.stdout(bytes, 0, bytes.length);
            }
        } catch (IOException e) {
            throw new RemoteException(
                    Reason.LOST,
                    "the output could not be taken: " + Failures.text(e) + "; the command was told to end",
                    e);
        }
        channel.used(bytes.length);
    }

    /** The limit is over: tells the command to end, first kindly. True when nothing more can be done. */
    private boolean warn() throws IOException {
        warnings++;
        end = System.nanoTime() + GRACE.toNanos();
        switch (warnings) {
            case 1 -> channel.signal("TERM");
            case 2 -> channel.signal("KILL");
            default -> {
                return true;
            }
        }
        return false;
    }

    private Exit exit() throws RemoteException {
        if (warnings > 0 && command.timeout() != null) {
            return new Exit.TimedOut(command.timeout());
        }
        if (signal != null) {
            return new Exit.Signal(signal);
        }
        if (status != null) {
            return new Exit.Status(status > 255 ? 255 : status.intValue());
        }
        throw new RemoteException(Reason.LOST, "the host ended the command without an exit status; check its sshd log");
    }

    private static RemoteException lost(IOException why) {
        return new RemoteException(
                Reason.LOST,
                "the connection was lost while the command ran (" + Failures.end(why)
                        + "); check whether it ran before you repeat it",
                why);
    }

    private void stop(boolean ended) {
        if (!ended) {
            try {
                channel.signal("HUP");
            } catch (IOException gone) {
                // A host that is gone needs no signal.
            }
        }
        channel.close();
        if (pump != null) {
            pump.interrupt();
        }
    }
}

package dt.agent;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client, from its first frame to its last. */
final class Session implements AutoCloseable {
    private static final String HANG_UP = "Broken pipe"; // strerror(EPIPE): to the program it is the end of a pipe

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Wire wire;
    private final CallerInput in;
    private final CallerOutput out;
    private final CallerOutput err;
    private final CallerAsker asker;
    private final CallEnd end = new CallEnd();
    private @Nullable CallerScreen screen;
    /** At work on the newest signal; only the thread that listens asks. */
    private @Nullable Thread signal;

    Session(SocketChannel channel) throws IOException {
        wire = new Wire(channel);
        in = new CallerInput(wire);
        out = new CallerOutput(wire, 1);
        err = new CallerOutput(wire, 2);
        asker = new CallerAsker(wire);
    }

    /** The version that the client says it has. */
    String hello() throws IOException {
        return switch (wire.read()) {
            case Frame.Hello(var version) -> version;
            case Frame other ->
                throw new FrameException("began with " + other.getClass().getSimpleName());
        };
    }

    /** What the client wants. */
    Frame.Call call() throws IOException {
        return switch (wire.read()) {
            case Frame.Call call -> call;
            case Frame other ->
                throw new FrameException("no call but " + other.getClass().getSimpleName());
        };
    }

    void refuse(Frame why) throws IOException {
        wire.write(why);
    }

    /** Who wants it. */
    Caller caller(Frame.Call call) {
        screen = new CallerScreen(wire, call);
        return new Caller(
                environment(call.environment()),
                Path.of(call.folder()),
                in,
                out,
                err,
                call.terminals(),
                screen,
                asker,
                end);
    }

    /** Runs the call on this thread. */
    void run(List<String> words, Caller caller, Program program) throws IOException {
        wire.write(new Frame.Welcome());
        var runs = Thread.currentThread();
        Thread.ofPlatform().daemon().name("dt-client").start(() -> listen(runs));
        int status = program.run(words, caller);
        // What ends a call may have been an interrupt; the client is told all the same.
        boolean _ = Thread.interrupted();
        wire.write(new Frame.Exit(end.status(status)));
    }

    private void listen(Thread runs) {
        try {
            while (true) {
                switch (wire.read()) {
                    case Frame.Input(var piece) -> in.arrived(piece);
                    case Frame.InputEnd(var why) -> in.ended(why);
                    case Frame.Answer answer -> answered(answer);
                    case Frame.Signal(var number) ->
                        // Not here: what it does may print, and a flush waits for what only this thread reads.
                        signal = Thread.ofPlatform().daemon().name("dt-signal").start(() -> signal(number, runs));
                    case Frame.Size size -> {
                        if (screen != null) {
                            screen.changed(size);
                        }
                    }
                    case Frame.Broken(var descriptor, var why) ->
                        stream(descriptor).broken(why);
                    case Frame.Flushed(var descriptor) -> stream(descriptor).flushed();
                    case Frame other ->
                        throw new FrameException(other.getClass().getSimpleName() + " in a call");
                }
            }
        } catch (IOException hungUp) {
            abandon();
            if (!end.come(CallEnd.HANGUP)) {
                runs.interrupt();
            }
        }
    }

    /** A question that a signal ended has no answer before it is known what the signal does: that is the reason. */
    private void answered(Frame.Answer answer) {
        var before = signal;
        if (before == null || answer.given()) {
            asker.answered(answer);
            return;
        }
        Thread.ofPlatform().daemon().name("dt-answer").start(() -> {
            try {
                boolean _ = before.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            asker.answered(answer);
        });
    }

    private void signal(int number, Thread runs) {
        if (end.come(number)) {
            return;
        }
        try {
            wire.write(new Frame.Exit(CallEnd.statusOf(number)));
        } catch (IOException hungUp) {
            // Then it knows already.
        }
        abandon();
        runs.interrupt();
    }

    /** Whatever the call still does, nobody is there for it. */
    private void abandon() {
        out.broken(HANG_UP);
        err.broken(HANG_UP);
        in.ended("");
        asker.gone();
    }

    private CallerOutput stream(int descriptor) {
        return descriptor == 1 ? out : err;
    }

    /** As a process has it: of two settings of a variable the first one counts. */
    private static Map<String, String> environment(List<String> settings) {
        var variables = new HashMap<String, String>();
        for (var setting : settings) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                variables.putIfAbsent(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return variables;
    }

    /** Hangs up. */
    @Override
    public void close() throws IOException {
        wire.close();
    }
}

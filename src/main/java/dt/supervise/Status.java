package dt.supervise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service did when it was asked.
 *
 * @param pid the process of {@code run} or {@code finish}, or null where none runs
 * @param since when it came into this state, by the clock of its machine then
 * @param uptime how long it is in this state, in whole seconds; zero where the clock was set back meanwhile
 * @param paused whether STOP was sent, and no CONT since
 * @param termSent whether TERM was sent by its supervisor, and it has not ended yet; daemontools does not tell
 * @param normallyUp whether its supervisor starts it without being told: it has no file {@code down}
 * @param log its log service, or null where it has none that is supervised
 */
public record Status(
        State state,
        Want want,
        @Nullable Long pid,
        Instant since,
        Duration uptime,
        boolean paused,
        boolean termSent,
        boolean normallyUp,
        @Nullable Status log) {
    private static final int DAEMONTOOLS = 18;
    private static final int RUNIT = 20;
    /** 1970 in TAI64; both programs count no leap seconds beyond the first ten. */
    private static final long EPOCH = (1L << 62) + 10;

    private static final int NANOS = 1_000_000_000;

    /**
     * Reads a file {@code supervise/status}: twelve bytes of TAI64N, then the process id, whether it is paused and what
     * is wanted; runit adds whether TERM was sent and the state.
     *
     * @param now by the clock of the machine that the service runs on
     * @throws MalformedStatusException for anything else; these may be anybody's bytes
     */
    public static Status parse(byte[] bytes, Instant now, boolean normallyUp, @Nullable Status log)
            throws MalformedStatusException {
        if (bytes.length != RUNIT && bytes.length != DAEMONTOOLS) {
            throw new MalformedStatusException("the status has " + bytes.length + " bytes, not 20 or 18");
        }
        var buffer = ByteBuffer.wrap(bytes);
        var since = instant(buffer.getLong() - EPOCH, buffer.getInt());
        long pid = Integer.toUnsignedLong(buffer.order(ByteOrder.LITTLE_ENDIAN).getInt());
        boolean paused = buffer.get() != 0;
        var want = switch (buffer.get()) {
            case 'u' -> Want.UP;
            case 'd' -> Want.DOWN;
            default -> Want.NONE;
        };
        boolean isRunit = bytes.length == RUNIT;
        boolean termSent = isRunit && buffer.get() != 0;
        var state = isRunit ? state(buffer.get()) : pid == 0 ? State.DOWN : State.UP;
        return new Status(
                state,
                want,
                pid == 0 ? null : Long.valueOf(pid),
                since,
                uptime(since, now),
                pid != 0 && paused,
                pid != 0 && termSent,
                normallyUp,
                log);
    }

    private static Instant instant(long second, int nano) throws MalformedStatusException {
        if (nano < 0 || nano >= NANOS) {
            throw new MalformedStatusException("the status has a time of " + nano + " nanoseconds in a second");
        }
        try {
            return Instant.ofEpochSecond(second, nano);
        } catch (DateTimeException e) {
            throw new MalformedStatusException("the status has a time that cannot be");
        }
    }

    private static State state(byte state) throws MalformedStatusException {
        return switch (state) {
            case 0 -> State.DOWN;
            case 1 -> State.UP;
            case 2 -> State.FINISH;
            default -> throw new MalformedStatusException("the status has the unknown state " + state);
        };
    }

    /** Whole seconds are subtracted, as sv(8) does. */
    private static Duration uptime(Instant since, Instant now) {
        return Duration.ofSeconds(Math.max(0, now.getEpochSecond() - since.getEpochSecond()));
    }

    /**
     * What is under way. It need not be what {@link #want} says: a service that was started once runs, is wanted down, and
     * nothing is under way.
     */
    public Optional<Action> action() {
        return switch (state) {
            case DOWN -> want == Want.UP ? Optional.of(Action.START) : Optional.empty();
            case FINISH -> Optional.of(want == Want.UP ? Action.RESTART : Action.STOP);
            case UP -> termSent ? Optional.of(want == Want.UP ? Action.RESTART : Action.STOP) : Optional.empty();
        };
    }
}

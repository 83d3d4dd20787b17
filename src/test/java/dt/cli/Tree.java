package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A command of several processes: a pipeline, and children that ignore TERM. No other command on this machine is like it,
 * and the hosts are this machine, so that its processes can be looked at directly.
 */
record Tree(String mark) {
    private static final AtomicInteger GROWN = new AtomicInteger(10);
    private static final int SLEEPERS = 3;

    static Tree grown() {
        return new Tree(GROWN.incrementAndGet() + "." + ProcessHandle.current().pid());
    }

    /** As a shell runs it; without a single quote. */
    String line() {
        return "(trap \"\" TERM; sleep 91%1$s & sleep 92%1$s) & sleep 93%1$s | cat".formatted(mark);
    }

    /** The same beside a child that prints for ever. */
    String flood() {
        return line() + " & yes y" + mark;
    }

    /** What it prints. */
    String flooded() {
        return "y" + mark;
    }

    /** The children that print. */
    List<ProcessHandle> flooding() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").matches("(/usr/bin/)?yes y" + mark))
                .filter(p -> isNoZombie(p.pid()))
                .toList();
    }

    /** Waits until nobody takes what they print: they have used no CPU for a second. */
    void awaitBlocked() {
        var used = new ArrayList<Duration>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        int n = 0;
        while (n < 6 || flooding().isEmpty() || !used.get(n - 1).equals(used.get(n - 6))) {
            assertThat(System.nanoTime()).as("somebody takes the output").isLessThan(deadline);
            LockSupport.parkNanos(200_000_000);
            used.add(flooding().stream()
                    .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus));
            n = used.size();
        }
    }

    /** Those that live, zombies left out. */
    Stream<ProcessHandle> living() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").matches("(/usr)?(/bin/)?sleep 9[123]" + mark))
                .filter(p -> isNoZombie(p.pid()));
    }

    private static boolean isNoZombie(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    void awaitBegun() {
        awaitBegun(1);
    }

    /** On so many hosts. */
    void awaitBegun(int hosts) {
        await("does not begin", hosts * SLEEPERS);
    }

    void awaitGone() {
        await("does not end", 0);
    }

    void awaitGone(Duration patience) {
        await("does not end", 0, patience);
    }

    private void await(String otherwise, int wanted) {
        await(otherwise, wanted, Duration.ofSeconds(60));
    }

    private void await(String otherwise, int wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (living().count() != wanted) {
            assertThat(System.nanoTime()).as("the command " + otherwise).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    void fell() {
        living().forEach(ProcessHandle::destroyForcibly);
    }
}

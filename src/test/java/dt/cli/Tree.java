package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        await("does not begin", SLEEPERS);
    }

    void awaitGone() {
        await("does not end", 0);
    }

    private void await(String otherwise, int wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (living().count() != wanted) {
            assertThat(System.nanoTime()).as("the command " + otherwise).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    void fell() {
        living().forEach(ProcessHandle::destroyForcibly);
    }
}

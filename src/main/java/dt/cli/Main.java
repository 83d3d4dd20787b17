package dt.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Entry point: takes from the process what a call needs, and gives the exit status back. */
public final class Main {
    /** Hosts under way get 16 seconds to end, {@code Limits.grace}; results are printed after that. */
    private static final int GRACE_SECONDS = 20;

    private Main() {}

    static void main(String[] args) {
        var interrupt = new Interrupt();
        var done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(interrupt, done), "dt-interrupt"));
        Signals.onInterrupt(() -> {
            if (!interrupt.fire()) {
                System.exit(ExitStatus.INTERRUPTED);
            }
        });
        int status;
        try (var in = new FileInputStream(FileDescriptor.in);
                var out = new FileOutputStream(FileDescriptor.out);
                var err = new FileOutputStream(FileDescriptor.err)) {
            var env = System.getenv();
            var caller = new Surroundings(
                    env,
                    Path.of("").toAbsolutePath(),
                    in,
                    out,
                    err,
                    Terminal.ofThisProcess(env),
                    new TerminalPrompt(),
                    interrupt);
            status = Dt.run(List.of(args), caller);
        } catch (java.io.IOException closed) {
            status = ExitStatus.LOCAL;
        } finally {
            done.countDown();
        }
        System.exit(status);
    }

    /** After a signal the process ends when this does, with 128 and the signal's number. */
    private static void end(Interrupt interrupt, CountDownLatch done) {
        if (done.getCount() == 0) {
            return;
        }
        // On a thread of its own: what is said about it may be stuck where nobody reads.
        Thread.ofPlatform().daemon().name("dt-ending").start(() -> {
            if (!interrupt.end()) {
                done.countDown();
            }
        });
        try {
            var _ = done.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dt.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Entry point: takes from the process what a call needs, and gives the exit status back. */
public final class Main {
    /** Hosts under way get 30 seconds to end, {@code Limits.grace}; results are printed after that. */
    private static final int GRACE_SECONDS = 34;

    private Main() {}

    static void main(String... args) {
        // What has nothing under way ends by Ctrl-C without our help, and begins sooner.
        var interrupt = new Interrupt(Main::listen);
        var done = new CountDownLatch(1);
        var leaving = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            leaving.set(true);
                            end(interrupt, done);
                        },
                        "dt-interrupt"));
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
        if (leaving.get()) {
            // A signal ends the process, as soon as this is done; it waits here for that.
            System.exit(status);
        }
        // An exit would first set up logging, to say at a level that nobody asked for that it exits: a tenth of a call.
        Runtime.getRuntime().halt(status);
    }

    private static void listen(Interrupt interrupt) {
        Signals.onInterrupt(() -> {
            if (!interrupt.fire()) {
                System.exit(ExitStatus.INTERRUPTED);
            }
        });
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

package dt.cli;

import dt.module.UsageException;
import dt.remote.Input;
import dt.remote.Pty;
import dt.run.SharedInput;
import dt.selector.Selector;
import dt.selector.Selectors;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of a run get as their standard input: nothing, dt's own ({@code --stdin}), or what is typed for one
 * host after another ({@code --interactive} on a terminal), with a terminal there.
 */
record StandardInput(Input input, @Nullable Pty pty, Runnable closes) implements AutoCloseable {
    static StandardInput of(Call call, Selector selector) throws UsageException {
        var caller = call.caller();
        boolean typed =
                call.options().has(Flag.INTERACTIVE) && caller.terminal().in();
        if (!typed && !call.options().has(Flag.STDIN)) {
            return new StandardInput(Input.EMPTY, null, () -> {});
        }
        if (Selectors.readsInput(selector)) {
            throw new UsageException(
                    "standard input cannot be both, the hosts of out and that of commands; name the hosts");
        }
        if (typed) {
            var screen = caller.terminal().screen();
            var keys = new Keys(caller.in(), screen::raw);
            // Also where dt leaves at once: a terminal in raw mode is of no use.
            var restore = new Thread(keys::close, "dt-terminal");
            Runtime.getRuntime().addShutdownHook(restore);
            return new StandardInput(
                    keys, LikeScreen.of(screen, caller.variable("TERM").orElse("dumb")), () -> {
                        keys.close();
                        forget(restore);
                    });
        }
        var shared = new SharedInput(caller.in(), caller.scratch());
        return new StandardInput(shared, null, shared::close);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // Then it runs, and finds nothing to do.
        }
    }

    /** Whether a person types for the hosts. */
    boolean typed() {
        return pty != null;
    }

    @Override
    public void close() {
        closes.run();
    }
}

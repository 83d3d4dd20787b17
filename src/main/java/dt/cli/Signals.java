package dt.cli;

import dt.remote.Pty;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Takes SIGINT and SIGWINCH. Java has no public way to; this one, of the module jdk.unsupported, is reached without naming it. */
final class Signals {
    private Signals() {}

    /** Calls {@code action} at each Ctrl-C, unless dt was started with SIGINT ignored, as shells start what is in background. */
    static void onInterrupt(Runnable action) {
        try {
            var before = handle("INT", handler(action));
            var ignored = handlers().getField("SIG_IGN").get(null);
            if (ignored.equals(before)) {
                handle("INT", ignored);
            }
        } catch (ReflectiveOperationException e) {
            // Then Ctrl-C ends dt as SIGTERM does: what is under way is ended at once.
        }
    }

    /** Calls {@code action} when the terminal has another size, until the answer is closed. */
    static Pty.Watch onResize(Runnable action) {
        try {
            var before = handle("WINCH", handler(action));
            return () -> {
                try {
                    handle("WINCH", before);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (ReflectiveOperationException e) {
            // Then a terminal keeps the size that it began with.
            return () -> {};
        }
    }

    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        var signals = Class.forName("sun.misc.Signal");
        var signal = signals.getConstructor(String.class).newInstance(name);
        return signals.getMethod("handle", signals, handlers()).invoke(null, signal, handler);
    }

    private static Class<?> handlers() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    private static Object handler(Runnable action) throws ClassNotFoundException {
        InvocationHandler calls = (proxy, method, args) -> {
            if (method.getName().equals("handle")) {
                action.run();
            }
            return null;
        };
        return Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlers()}, calls);
    }
}

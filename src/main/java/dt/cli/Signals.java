package dt.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Takes SIGINT. Java has no public way to; this one, of the module jdk.unsupported, is reached without naming it. */
final class Signals {
    private Signals() {}

    /** Calls {@code action} at each Ctrl-C, unless dt was started with SIGINT ignored, as shells start what is in background. */
    static void onInterrupt(Runnable action) {
        try {
            var signals = Class.forName("sun.misc.Signal");
            var handlers = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = (proxy, method, args) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                }
                return null;
            };
            var mine = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlers}, calls);
            var interrupt = signals.getConstructor(String.class).newInstance("INT");
            var handle = signals.getMethod("handle", signals, handlers);
            var before = handle.invoke(null, interrupt, mine);
            var ignored = handlers.getField("SIG_IGN").get(null);
            if (ignored.equals(before)) {
                handle.invoke(null, interrupt, ignored);
            }
        } catch (ReflectiveOperationException e) {
            // Then Ctrl-C ends dt as SIGTERM does: what is under way is ended at once.
        }
    }
}

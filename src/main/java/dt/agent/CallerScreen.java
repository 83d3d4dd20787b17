package dt.agent;

import java.io.IOException;

/** The terminal at which the client runs. */
final class CallerScreen implements Caller.Screen {
    private final Wire wire;
    private final String settings;
    private volatile Frame.Size size;
    private volatile Runnable listener = () -> {};

    CallerScreen(Wire wire, Frame.Call call) {
        this.wire = wire;
        this.settings = call.settings();
        this.size = new Frame.Size(call.columns(), call.rows());
    }

    void changed(Frame.Size now) {
        size = now;
        listener.run();
    }

    @Override
    public int columns() {
        return size.columns();
    }

    @Override
    public int rows() {
        return size.rows();
    }

    @Override
    public String settings() {
        return settings;
    }

    @Override
    public void raw(boolean on) {
        try {
            wire.write(new Frame.Mode(on));
        } catch (IOException hungUp) {
            // The client takes its terminal back by itself when it ends.
        }
    }

    @Override
    public void resized(Runnable told) {
        listener = told;
    }
}

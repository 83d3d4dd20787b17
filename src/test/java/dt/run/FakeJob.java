package dt.run;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A job that does what a test says, and a way to hosts that are always there. */
record FakeJob(Work work) implements Job {
    @FunctionalInterface
    interface Work {
        Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException;
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        return work.on(host, remote, output);
    }

    @Override
    public String plan(Host host) {
        return "";
    }

    /** Reached at once; a command on it runs until it is closed. */
    static final class Reached implements Remote {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public Connection connect() {
            return new Connection("192.0.2.1", 22, "ann", List.of(), false, Duration.ofMillis(7));
        }

        @Override
        public Exit run(Command command, Output output) throws RemoteException, InterruptedException {
            closed.await();
            throw RemoteException.ended("the command was ended from here");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    static void print(Output output, int size) {
        try {
            output.stdout(new byte[size], 0, size);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

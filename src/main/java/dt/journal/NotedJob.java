package dt.journal;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.WrappedJob;
import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;

/** A job that is in the journal before anything of it is on the host, and no sooner than that. */
record NotedJob(Job job, Journal journal) implements WrappedJob {
    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        if (!job.onlyRuns()) {
            journal.sending(host);
        }
        return job.on(host, new Way(remote, () -> journal.sending(host)), output);
    }

    private record Way(Remote remote, Runnable note) implements Remote {
        @Override
        public Connection connect() throws RemoteException, InterruptedException {
            return remote.connect();
        }

        @Override
        public Exit run(Command command, Output output) throws RemoteException, InterruptedException {
            return remote.run(command, new Noting(output, note));
        }

        @Override
        public Remote anew() throws RemoteException {
            return new Way(remote.anew(), note);
        }

        @Override
        public boolean isWatched() {
            return remote.isWatched();
        }

        @Override
        public void close() {
            remote.close();
        }
    }

    private record Noting(Output output, Runnable note) implements Output {
        @Override
        public void sending() {
            note.run();
            output.sending();
        }

        @Override
        public void stdout(byte[] bytes, int offset, int length) throws IOException {
            output.stdout(bytes, offset, length);
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) throws IOException {
            output.stderr(bytes, offset, length);
        }
    }
}

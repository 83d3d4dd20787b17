package dt.module;

import dt.inventory.Host;
import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;

/**
 * A job whose commands end when dt does, however it ends: each has a watchdog beside it on its host.
 *
 * @param job what is done
 */
public record Watched(Job job) implements WrappedJob {
    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        return job.on(host, new Way(remote), output);
    }

    private record Way(Remote remote) implements Remote {
        @Override
        public Connection connect() throws RemoteException, InterruptedException {
            return remote.connect();
        }

        @Override
        public Exit run(Command command, Output output) throws RemoteException, InterruptedException {
            // What a command reads leaves no room for signs of life.
            boolean beats = command.input().equals(Input.EMPTY) && command.pty() == null;
            var watched = command.withLine(
                    command.elevation() == null
                            ? Watchdog.beside(command.line(), beats)
                            : Watchdog.around(command.line(), beats));
            return remote.run(beats ? watched.withInput(Beats::new) : watched, output);
        }

        @Override
        public Remote anew() throws RemoteException {
            return new Way(remote.anew());
        }

        @Override
        public boolean isWatched() {
            return true;
        }

        @Override
        public void close() {
            remote.close();
        }
    }
}

package dt.module.dropin;

import dt.inventory.Host;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.LocalScript;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.nio.file.Path;

/** A drop-in that is copied to every host and run there. */
record RemoteDropIn(String name, Manifest manifest, Path file) implements HostModule {
    @Override
    public String usage() {
        return manifest.usage();
    }

    @Override
    public String summary() {
        return manifest.summary();
    }

    @Override
    public String details() {
        return "A drop-in that runs on the hosts: " + file;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        try {
            return new There(LocalScript.read(file), request, name);
        } catch (IOException e) {
            throw new UsageException("cannot read the module " + file + ": " + e.getMessage());
        }
    }

    private record There(LocalScript script, Request request, String name) implements Job {
        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            return script.run(remote, request.args(), request.input(), request.commandTimeout(), output);
        }

        @Override
        public boolean onlyRuns() {
            return true;
        }

        @Override
        public String plan(Host host) {
            return (name + " " + String.join(" ", request.args())).strip();
        }
    }
}

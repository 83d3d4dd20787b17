package dt.module.dropin;

import dt.inventory.Host;
import dt.module.HostModule;
import dt.module.HostVariables;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.ShellWord;
import dt.remote.Command;
import dt.remote.LocalRemote;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** A drop-in that is started here, once for every host. */
record LocalDropIn(String name, Manifest manifest, Path file, LocalTools tools) implements HostModule {
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
        return "A drop-in that runs on this machine, once for each host: " + file;
    }

    @Override
    public Job prepare(Request request) {
        return new Here(request, this);
    }

    private record Here(Request request, LocalDropIn dropIn) implements Job {
        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            var tools = dropIn.tools;
            var variables =
                    new LinkedHashMap<>(HostVariables.of(host, request.way().to(host)));
            try (var bridge = Bridge.open(tools, host, remote, request);
                    var here = new LocalRemote(tools.environment(), tools.folder())) {
                variables.putAll(bridge.variables());
                var command = new Command(line(), request.input(), request.commandTimeout(), variables);
                return Outcome.of(here.run(command, output));
            } catch (IOException e) {
                throw new RemoteException(
                        RemoteException.Reason.CONNECT, "the module could not be started here: " + e.getMessage(), e);
            }
        }

        private String line() {
            var line = new StringBuilder(
                    ShellWord.quoted(dropIn.file.toAbsolutePath().toString()));
            request.args().forEach(arg -> line.append(' ').append(ShellWord.quoted(arg)));
            return line.toString();
        }

        @Override
        public String plan(Host host) {
            return line();
        }

        /** The file itself says whether it wants the host, by calling {@code $DT_SSH}. */
        @Override
        public boolean connects() {
            return false;
        }
    }
}

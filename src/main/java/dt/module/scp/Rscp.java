package dt.module.scp;

import dt.module.Ask;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Request;
import dt.module.Sudo;
import dt.module.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Copies files and folders of every host to this machine. */
public final class Rscp implements HostModule {
    private final Path folder;
    private final Ask ask;

    /**
     * The module, for one caller of dt.
     *
     * @param folder where relative file names start here
     * @param ask for the password that sudo may want
     */
    public Rscp(Path folder, Ask ask) {
        this.folder = folder;
        this.ask = ask;
    }

    @Override
    public String name() {
        return "rscp";
    }

    @Override
    public String usage() {
        return "[-r] [-p] [--sudo] SRC... DST";
    }

    @Override
    public String summary() {
        return "copy files from each host, a folder for each";
    }

    @Override
    public String details() {
        return """
                -r       folders with all that they hold; links in them are copied as links
                -p       modes and times as there
                --sudo   read as root; a password is asked once
                SRC may have wildcards, which the host expands. From one host DST is as with scp. From several, each
                host gets a folder of its name in DST, or %h in DST stands for the name. Missing folders are made.
                Each file appears whole, by a rename, or not at all.
                JSON: files_fetched, files_unchanged, bytes_fetched.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        var options = CopyOptions.parse("rscp", request.args());
        try {
            var destination = folder.resolve(options.destination());
            return new RscpJob(options, destination, new Steps(request, options.sudo() ? new Sudo(ask) : null));
        } catch (InvalidPathException e) {
            throw new UsageException("rscp cannot write to \"" + options.destination() + "\": it is no file name");
        }
    }
}

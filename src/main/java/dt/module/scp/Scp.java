package dt.module.scp;

import dt.module.Ask;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Request;
import dt.module.Sudo;
import dt.module.UsageException;
import java.nio.file.Path;

/** Copies files and folders of this machine to every host. */
public final class Scp implements HostModule {
    private final Path folder;
    private final Ask ask;

    /**
     * The module, for one caller of dt.
     *
     * @param folder where relative file names start here
     * @param ask for the password that sudo may want
     */
    public Scp(Path folder, Ask ask) {
        this.folder = folder;
        this.ask = ask;
    }

    @Override
    public String name() {
        return "scp";
    }

    @Override
    public String usage() {
        return "[-r] [-p] [--sudo] SRC... DST";
    }

    @Override
    public String summary() {
        return "copy files to each host; unchanged ones are skipped";
    }

    @Override
    public String details() {
        return """
                -r       folders with all that they hold; links in them are copied as links
                -p       modes and times as here (without: existing files keep their mode and owner)
                --sudo   write as root; a password is asked once
                DST is a folder that exists, or the new name of a single SRC; relative to the home folder there.
                Each file appears whole, by a rename, or not at all. Files whose SHA-256 is the same are not sent.
                The host needs sh and coreutils; sftp is not used, and without tar it goes file by file.
                JSON: files_sent, files_unchanged, bytes_sent.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        var options = CopyOptions.parse("scp", request.args());
        var entries = Sources.find(folder, options.sources(), options.recursive());
        return new ScpJob(options, entries, new Steps(request, options.sudo() ? new Sudo(ask) : null));
    }
}

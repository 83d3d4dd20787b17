package dt.sshconfig;

import java.util.List;

/** A configuration read once, asked for any number of hosts. May be asked by many threads at once. */
public final class SshConfig {
    private SshConfig() {}

    /**
     * Reads the files and options.
     *
     * @throws SshConfigException a file may not be read or trusted, or a line is wrong
     */
    public static SshConfig load(Sources sources) throws SshConfigException {
        throw new SshConfigException("not yet: " + sources.local().home());
    }

    /**
     * What holds for one host.
     *
     * @throws SshConfigException a value is wrong for this host: an unknown token, a variable that is not set
     */
    public Settings resolve(Query query) throws SshConfigException, InterruptedException {
        throw new SshConfigException("not yet: " + query.host());
    }

    /** Keys that look misspelt, one line each with file and line. */
    public List<String> warnings() {
        return List.of();
    }
}

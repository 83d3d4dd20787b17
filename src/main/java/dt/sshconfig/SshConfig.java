package dt.sshconfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration read once, asked for any number of hosts; ssh_config(5) as OpenSSH 9.2 of Debian reads it. May be
 * asked by many threads at once. What dt cannot obey: it looks up no names, so {@code CanonicalizeHostname} only
 * brings the second pass with it.
 */
public final class SshConfig {
    private static final Duration EXEC_LIMIT = Duration.ofSeconds(10);

    private final Local local;
    private final List<Blocks> sources;
    private final boolean finalPass;
    private final ShellAnswers shell;
    private final List<String> warnings;

    private SshConfig(Local local, List<Blocks> sources, Duration execLimit, List<String> warnings) {
        this.local = local;
        this.sources = List.copyOf(sources);
        this.finalPass = sources.stream().anyMatch(Blocks::askForFinalPass);
        this.shell = new ShellAnswers(local, execLimit);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads the files and options.
     *
     * @throws SshConfigException a file may not be read or trusted, or a line is wrong
     */
    public static SshConfig load(Sources sources) throws SshConfigException {
        return load(sources, EXEC_LIMIT);
    }

    static SshConfig load(Sources sources, Duration execLimit) throws SshConfigException {
        var warnings = new ArrayList<String>();
        var loader = new Loader(sources, warnings::add);
        var blocks = new ArrayList<Blocks>();
        blocks.add(loader.options());
        blocks.addAll(loader.files());
        return new SshConfig(sources.local(), blocks, execLimit, warnings);
    }

    /** The keywords that dt obeys, as OpenSSH spells them. */
    public static List<String> keywords() {
        return Arrays.stream(Key.values()).map(Key::spelling).toList();
    }

    /**
     * What holds for one host.
     *
     * @throws SshConfigException a value is wrong for this host: an unknown token, a variable that is not set, a host
     *     that is its own jump host; a {@code Match exec} that takes too long
     */
    public Settings resolve(Query query) throws SshConfigException, InterruptedException {
        var values = new Values();
        Overrides.add(query, values);
        var first = new Walk(local, shell, values, query.host(), query.host(), false);
        for (var source : sources) {
            first.over(source);
        }
        var said = values.first(Key.HOST_NAME);
        var host = Addresses.normal(first.hostName(said));
        boolean canonical = !values.text(Key.CANONICALIZE_HOSTNAME, "false").equals("false");
        if (finalPass || canonical) {
            values.settle(Key.HOST_NAME, settled(host, said));
            var last = new Walk(local, shell, values, query.host(), host, true);
            for (var source : sources) {
                last.over(source);
            }
        }
        return Completion.of(values, local, query.host(), host);
    }

    private static Said settled(String host, @Nullable Said said) {
        return new Said(host, said == null ? Where.given("name") : said.where(), true);
    }

    /** What a person may want to know with {@code -v}: keys that look misspelt, files not read. One line each. */
    public List<String> warnings() {
        return warnings;
    }
}

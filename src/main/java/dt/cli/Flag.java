package dt.cli;

import dt.completion.Candidate;
import dt.completion.Expected;
import dt.sshconfig.SshConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every option that dt knows. This one table feeds the parser, the help, the settings file, the manual page and the
 * completions, so none of them can drift from another.
 */
enum Flag {
    DB("-D", "--db", "PATH", "inventory file or folder; may be repeated", "DTOOLS_DB, else see dt help hosts", true),
    FANOUT("-C", "--fanout --coproc", "N", "at most N hosts at once, as a sliding window", "128", false),
    TIMEOUT(
            "-T",
            "--timeout",
            "SECONDS",
            "limit for TCP connect, banner, key exchange and login together",
            "10",
            false),
    COMMAND_TIMEOUT(null, "--command-timeout", "SECONDS", "limit for the command on one host", "none", false),
    RUN_TIMEOUT(null, "--run-timeout", "SECONDS", "limit for the whole run", "none", false),
    USER(
            "-u",
            "--user",
            "NAME",
            "login name where neither selector nor inventory gives one",
            "ssh_config, then the local user",
            false),
    SSH_CONFIG("-F", "--ssh-config", "FILE", "read FILE instead of ~/.ssh/config and /etc/ssh/ssh_config", null, false),
    SSH_OPTION("-O", "--ssh-option", "KEY=VALUE", "as ssh -o; may be repeated", null, true),
    HOSTKEYS(
            null,
            "--hostkeys",
            "strict|accept-new",
            "what to do with a host key that known_hosts lacks",
            "ssh_config; ask counts as strict",
            false),
    PRETEND("-p", "--pretend", "print what would run on which host; open no connection"),
    INTERACTIVE(
            "-i",
            "--interactive",
            "one host after another, each with your terminal; Ctrl-C goes to the host, and begins no more"),
    STDIN(null, "--stdin", "send standard input to the command on every host"),
    RETRY(null, "--retry", "N", "try N times more to reach a host; never repeats a command", "0", false),
    BATCH(
            null,
            "--batch",
            "1,10,25%,100%",
            "run in steps of so many hosts; the last size is repeated",
            "all at once",
            false),
    PAUSE(
            null,
            "--pause",
            "SECONDS|ask",
            "between two batches: wait, or ask at the terminal whether to go on",
            "0",
            false),
    MAX_FAIL(
            null,
            "--max-fail",
            "N|P%",
            "start no more hosts once N, or P% of those that finished, failed or were not reached",
            "none",
            false),
    WATCHDOG(null, "--watchdog", "the commands on the hosts also end when dt or its agent dies"),
    LOCK(null, "--lock", "NAME", "end with status 3 if another run with this NAME goes on", null, false),
    SECRET_ENV(
            null, "--secret-env", "NAME", "print *** for the value of the variable NAME; may be repeated", null, true),
    NO_JOURNAL(null, "--no-journal", "do not remember this run"),
    OUTPUT("-o", "--output", "FORMAT", "omni, json, host, status, compact, group, raw or dir:PATH", "omni", false),
    ENCODING(null, "--encoding", "base64", "print the exact bytes of each host's output", "escapes", false),
    DIFF(null, "--diff", "with -o group: each group as a diff against the largest"),
    NORMALIZE(
            null,
            "--normalize",
            "host,ip,number,time",
            "with -o group: mask what always differs before comparing",
            null,
            false),
    MAX_OUTPUT(null, "--max-output", "SIZE", "keep at most so much of one host's output", "64M", false),
    NO_COLOR("-N", "--no-color", "no colour"),
    COLOR(
            null,
            "--color",
            "auto|always|never",
            "colour; NO_COLOR and DTOOLS_COLORS are honoured",
            "auto: on a terminal",
            false),
    NO_AGENT(null, "--no-agent", "do everything in this process"),
    YES(null, "--yes", "do not ask: before a run on more hosts than confirm_above, or to store host keys"),
    EXIT(null, "--exit", "zero", "end with 0 whatever became of the hosts", null, false),
    QUIET("-q", "--quiet", "less on standard error"),
    VERBOSE("-v", "--verbose", "more on standard error; twice for more"),
    DEBUG(null, "--debug", "stack traces of bugs, for a report"),
    COUNT("-c", "--count", "expand, fold: print how many"),
    KEEP(null, "--keep", "demo: leave the hosts up until Ctrl-C"),
    PORT(null, "--port", "N", "web: listen on this port; 0: any that is free", "7327, else any that is free", false),
    LISTEN(
            null,
            "--listen",
            "ADDRESS",
            "web: listen there; any address but a loopback one needs --cert, --key and --token-file",
            "127.0.0.1",
            false),
    CERT(null, "--cert", "FILE", "web: certificate of the page with its chain, PEM", null, false),
    KEY(null, "--key", "FILE", "web: its private key, PEM (PKCS 8)", null, false),
    TOKEN_FILE(
            null, "--token-file", "FILE", "web: a line for each who may: NAME TOKEN", "a new token each time", false),
    SUDO(null, "--sudo", "web: see and switch services as root, through sudo; a password is asked for"),
    HELP("-h", "--help", "help on dt, or on the module, command or selector label that follows"),
    VERSION("-V", "--version", "print the version");

    /** Those that belong to single commands, after the command's word. */
    private static final Set<Flag> OF_COMMANDS = EnumSet.of(COUNT, KEEP, PORT, LISTEN, CERT, KEY, TOKEN_FILE, SUDO);

    private final @Nullable String letter;
    private final String words;
    private final @Nullable String parameter;
    private final String meaning;
    private final @Nullable String preset;
    private final boolean repeats;

    Flag(@Nullable String letter, String words, String meaning) {
        this(letter, words, null, meaning, null, false);
    }

    Flag(
            @Nullable String letter,
            String words,
            @Nullable String parameter,
            String meaning,
            @Nullable String preset,
            boolean repeats) {
        this.letter = letter;
        this.words = words; // a string and not a list: an enum is to be immutable through and through
        this.parameter = parameter;
        this.meaning = meaning;
        this.preset = preset;
        this.repeats = repeats;
    }

    /** The options of a run, which stand before the selector. */
    static Set<Flag> ofRuns() {
        return EnumSet.complementOf(EnumSet.copyOf(OF_COMMANDS));
    }

    /** All spellings, the letter first. */
    List<String> names() {
        return List.of((letter == null ? words : letter + " " + words).split(" "));
    }

    /** The long name with its dashes, as messages call the option. */
    String word() {
        return words.split(" ")[0];
    }

    /** The key of the settings file: the long name without the dashes. */
    String key() {
        return word().substring(2);
    }

    /** What follows the option, or null when nothing does. */
    @Nullable
    String parameter() {
        return parameter;
    }

    /** What may follow the option, for completion. */
    List<Expected> takes() {
        return switch (this) {
            case OUTPUT -> List.of(new Expected.OneOf(Candidate.all(Outputs.BEGINNINGS)));
            case SSH_OPTION ->
                List.of(new Expected.OneOf(Candidate.all(
                        SshConfig.keywords().stream().map(k -> k + "=").toList())));
            case SECRET_ENV -> List.of(Expected.Kind.VARIABLE);
            default -> parameter == null ? List.of() : Expected.of(parameter);
        };
    }

    String meaning() {
        return meaning;
    }

    /** What holds where the option is not given, in words, or null when there is nothing to say. */
    @Nullable
    String preset() {
        return preset;
    }

    boolean repeats() {
        return repeats;
    }
}

package dt.module.nssmap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dt.module.Ask;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Request;
import dt.module.Sudo;
import dt.module.UsageException;
import dt.nssmap.NssmapConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Rolls libnss_map out to hosts, and takes it back. */
public final class Nssmap implements HostModule {
    private final Path folder;
    private final Ask ask;
    private final Libraries libraries;

    /**
     * The module, for one caller of dt.
     *
     * @param folder where relative file names start
     * @param ask for the password that sudo may want
     */
    public Nssmap(Path folder, Ask ask, Libraries libraries) {
        this.folder = folder;
        this.ask = ask;
        this.libraries = libraries;
    }

    @Override
    public String name() {
        return "nssmap";
    }

    @Override
    public String usage() {
        return "push|status|check|rollback|remove|migrate [OPTION...]";
    }

    @Override
    public String summary() {
        return "users without accounts: push libnss_map, its config and a roster of keys";
    }

    @Override
    public String details() {
        return """
                push [--conf FILE] [--roster DIR]   library, config, roster, nsswitch.conf, homes by PAM, sshd's keys
                status         version, mode, config, users and drift of each host
                check [DIR]    what is wrong with a host's config; names of a roster that share a UID
                rollback       the state before the last push
                remove         the state before the first push
                migrate [--conf FILE] [--roster DIR]   from a shared UID to one a name: push, and chown of each home
                --dry-run      push, rollback, remove: the plan and the difference of each host, nothing else
                --confirm-within SECONDS   a host puts all back unless dt logs in anew so soon after it (60)
                --libraries DIR   push what you built yourself: DIR/amd64/libnss_map.so.2, DIR/arm64/...
                --force        rollback: also over what was changed by hand since
                A roster has a file of public keys for each user, called as the user. Without --batch it goes in steps of
                1,10%,100%, and a step with a failure is the last one (without --max-fail). See dt-nssmap(1).
                JSON: paths_changed.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        var args = request.args();
        if (args.isEmpty()) {
            throw new UsageException("nssmap needs a verb: " + String.join(", ", VerbOptions.VERBS));
        }
        var options = VerbOptions.parse(args);
        var root = new Root(request, new Sudo(ask));
        return switch (options.verb()) {
            case "status" -> new Look(root);
            case "check" -> new Lint(request, roster(options.rest()));
            case "push", "migrate" -> push(root, options);
            default ->
                change(root, options, (payload, _) -> payload.with("force", options.has("--force") ? "yes" : "no"));
        };
    }

    private static Change change(Root root, VerbOptions options, Change.Data data) throws UsageException {
        var words = options.verb() + (options.has("--dry-run") ? " --dry-run" : "");
        return new Change(
                root,
                options.verb(),
                words,
                options.has("--dry-run"),
                options.confirmWithin(),
                data,
                new ConcurrentHashMap<>());
    }

    private Change push(Root root, VerbOptions options) throws UsageException {
        var conf = options.value("--conf");
        var config = conf == null ? Config.of("the usual config", Config.USUAL) : Config.read(folder, conf);
        if (options.verb().equals("migrate") && !(config.conf().uids() instanceof NssmapConf.Uids.Hash)) {
            throw new UsageException(
                    "migrate goes to a UID for each name; write uids = hash 2000200000-2147352575 into " + conf
                            + ", or use push");
        }
        var from = options.value("--roster");
        if (from != null && config.keysFolder().isEmpty()) {
            throw new UsageException("--roster needs a config with keys = FOLDER/%u; this one has keys = "
                    + (config.option("keys").isEmpty() ? "nothing" : config.option("keys")));
        }
        var roster = from == null ? null : RosterFolder.read(folder, from, config);
        Map<String, String> keys = roster == null ? Map.of() : roster.keys();
        var names =
                String.join("", keys.keySet().stream().map(name -> name + "\n").toList());
        boolean homesDecide = config.option("require").equals("home");
        var expected = keys.keySet().stream()
                .filter(_ -> !homesDecide)
                .map(name -> config.passwd(name) + "\n")
                .collect(Collectors.joining());
        var own = options.value("--libraries");
        var binaries = own == null ? libraries : Libraries.in(folder.resolve(own));
        return change(root, options, (payload, machine) -> {
            payload.config(config)
                    .with("roster", roster == null ? "no" : "yes")
                    .file("roster", names.getBytes(ISO_8859_1))
                    .file("expected", expected.getBytes(ISO_8859_1));
            keys.forEach((name, text) -> payload.file("keys/" + name, text.getBytes(ISO_8859_1)));
            if (!config.confiningShell().isEmpty()) {
                payload.file("shell", binary(binaries, machine, "nssmap-shell"));
            }
            return payload.library(binary(binaries, machine, "libnss_map.so.2"));
        });
    }

    private static byte[] binary(Libraries libraries, Root.Machine machine, String file) throws UsageException {
        if (machine.library().isEmpty()) {
            throw new UsageException(
                    "libnss_map is built for amd64 and arm64, and this host is " + machine.arch() + "; leave it out");
        }
        return libraries
                .find(machine.library(), file)
                .orElseThrow(() -> new UsageException("this dt was built without " + file + " for " + machine.library()
                        + "; build it where ./mvnw verify passes"));
    }

    private List<String> roster(List<String> rest) throws UsageException {
        if (rest.isEmpty()) {
            return List.of();
        }
        try (var files = Files.list(folder.resolve(rest.getFirst()))) {
            return files.map(Path::getFileName).map(Path::toString).sorted().toList();
        } catch (IOException e) {
            throw new UsageException("cannot read the roster " + rest.getFirst() + ": " + Config.reason(e)
                    + "; it is a folder with a file of public keys for each user");
        }
    }
}

package dt.cli;

import dt.module.UsageException;
import dt.nssmap.Checked;
import dt.nssmap.Collision;
import dt.nssmap.NssmapConf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code dt nssmap check}: what is wrong with a config of libnss_map, and which names of a roster share a UID. */
final class NssmapVerb implements Verb {
    @Override
    public String name() {
        return "nssmap";
    }

    /** {@code dt nssmap ssh date} is a run on a host of this name. */
    @Override
    public boolean takes(List<String> rest) {
        return !rest.isEmpty() && rest.getFirst().equals("check");
    }

    @Override
    public String usage() {
        return "check FILE [ROSTER]";
    }

    @Override
    public String summary() {
        return "check a config of libnss_map, and the names of a roster (a folder of key files, or a list) for one UID";
    }

    @Override
    public Set<Flag> flags() {
        return Set.of();
    }

    @Override
    public int run(Call call, List<String> args) throws UsageException, IOException {
        if (args.size() < 2 || args.size() > 3) {
            throw new UsageException(
                    "dt nssmap check takes a config and, if you like, a roster: dt nssmap check FILE [ROSTER]");
        }
        var file = args.get(1);
        var path = call.caller().folder().resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new UsageException(file + ": there is no such file; name a config such as /etc/nssmap.conf");
        }
        return switch (Checked.of(Files.readString(path, StandardCharsets.ISO_8859_1))) {
            case Checked.Wrong(var problems) -> {
                problems.forEach(p -> call.message(file + ":" + p.line() + ":" + p.column() + ": " + p.message()));
                yield ExitStatus.USAGE;
            }
            case Checked.Right(var conf) ->
                args.size() == 2 ? okay(call, file, "") : roster(call, file, conf, args.get(2));
        };
    }

    private static int roster(Call call, String file, NssmapConf conf, String roster)
            throws IOException, UsageException {
        var names = names(call, roster);
        for (var name : names) {
            conf.refusal(name).ifPresent(why -> call.message(roster + ": " + name + " is not mapped: " + why));
        }
        var collisions = Collision.among(conf, names);
        for (var collision : collisions) {
            call.message(roster + ": " + String.join(" and ", collision.names()) + " have the UID " + collision.uid()
                    + "; add to " + file + ": " + collision.pin());
        }
        return collisions.isEmpty() ? okay(call, file, ", " + names.size() + " names") : ExitStatus.USAGE;
    }

    private static List<String> names(Call call, String roster) throws IOException, UsageException {
        var path = call.caller().folder().resolve(roster);
        if (Files.isDirectory(path)) {
            try (var files = Files.list(path)) {
                return files.map(Path::getFileName).map(Path::toString).sorted().toList();
            }
        }
        if (!Files.isRegularFile(path)) {
            throw new UsageException(roster + ": there is no such folder of key files, and no list of names");
        }
        return Files.readAllLines(path, StandardCharsets.ISO_8859_1).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.startsWith("#"))
                .toList();
    }

    private static int okay(Call call, String file, String more) throws IOException {
        call.print(file + ": okay" + more + "\n");
        return ExitStatus.OKAY;
    }
}

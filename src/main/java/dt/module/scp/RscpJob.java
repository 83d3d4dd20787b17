package dt.module.scp;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Remark;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** One copy from many hosts. */
final class RscpJob implements Job {
    /**
     * Writes all that the words behind $1 name, as a tar where the host has one. A word that names nothing is a pattern; without IFS the shell splits nothing
     * else. A named link is followed: to a folder by the dot behind it, to a file by -h.
     */
    private static final String GIVE = "r=$1; shift; IFS=; h=; n=$#; while [ $n -gt 0 ]; do p=$1; shift; n=$((n-1)); "
            + "if [ -e \"$p\" ] || [ -L \"$p\" ]; then set -- \"$@\" \"$p\"; else set -- \"$@\" $p; fi; done; "
            + "n=$#; while [ $n -gt 0 ]; do f=$1; shift; n=$((n-1)); "
            + "[ -e \"$f\" ] || { echo \"dt: there is no $f\" >&2; exit 1; }; "
            + "[ ! -d \"$f\" ] || [ -n \"$r\" ] || { echo \"dt: $f is a folder; add -r\" >&2; exit 1; }; "
            + "while case $f in ?*/) true;; *) false;; esac; do f=${f%/}; done; "
            + "case $f in /) d=/; b=.;; */*) d=${f%/*}; b=${f##*/}; d=${d:-/};; *) d=.; b=$f;; esac; "
            + "if [ -L \"$f\" ]; then if [ -d \"$f\" ]; then b=$b/.; else h=-h; fi; fi; "
            + "d=$(cd \"$d\" && pwd && echo x) || exit 1; d=${d%?x}; set -- \"$@\" -C \"$d\" \"./$b\"; done; "
            + "! command -v tar >/dev/null || exec tar -c $h -f - \"$@\"; "
            // Without tar: what Unplain reads.
            + "one() { if [ -L \"$1\" ] && [ -z \"$2\" ]; then t=$(readlink -- \"$1\"; echo x) || exit 1; t=${t%?x}; "
            + "printf \"l 0 0 0\\n%s\\000x%s\\000\" \"$1\" \"$t\"; return; fi; "
            + "t=$(stat -L -c \"%f %s %Y\" -- \"$1\") || exit 1; "
            + "if [ -d \"$1\" ]; then printf \"d %s\\n%s\\000\" \"$t\" \"$1\"; "
            + "for f in \"$1\"/* \"$1\"/.[!.]* \"$1\"/..?*; do "
            + "if [ -e \"$f\" ] || [ -L \"$f\" ]; then one \"$f\" \"\"; fi; done; "
            + "elif [ -f \"$1\" ]; then [ -r \"$1\" ] || { echo \"dt: $1: Permission denied\" >&2; exit 1; }; "
            + "c=$(stat -L -c \"%s %y %z\" -- \"$1\"); printf \"f %s\\n%s\\000\" \"$t\" \"$1\"; cat -- \"$1\" || exit 1; "
            + "[ \"$c\" = \"$(stat -L -c \"%s %y %z\" -- \"$1\")\" ] || { "
            + "echo \"dt: $1: file changed as it was read\" >&2; exit 1; }; "
            + "else printf \"o 0 0 0\\n%s\\000\" \"$1\"; fi; }; printf \"dt-plain\\n\"; "
            + "while [ $# -gt 0 ]; do (cd \"$2\" && one \"$3\" top) || exit 1; shift 3; done; printf \"e 0 0 0\\n\"";

    private final CopyOptions options;
    private final Path destination;
    private final Steps steps;
    private final AtomicLong moved = new AtomicLong();
    private final ConcurrentHashMap<Host, Map<String, Object>> facts = new ConcurrentHashMap<>();
    private volatile boolean several;
    /** Of which there are several: with other users, or at other ports. */
    private volatile Set<String> shared = Set.of();

    RscpJob(CopyOptions options, Path destination, Steps steps) {
        this.options = options;
        this.destination = destination;
        this.steps = steps;
    }

    @Override
    public void begin(List<Host> hosts) {
        several = hosts.size() > 1;
        var seen = new HashSet<String>();
        shared = hosts.stream().map(Host::name).filter(name -> !seen.add(name)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        try {
            return fetch(host, remote, output);
        } catch (IOException e) {
            Remark.tell(output, true, "cannot write here: " + reason(e));
            return new Outcome.Failed(1);
        }
    }

    private Outcome fetch(Host host, Remote remote, Output output)
            throws RemoteException, InterruptedException, IOException {
        var place =
                Landing.of(destination, options, several, shared.contains(host.name()) ? host.label() : host.name());
        Files.createDirectories(place.folder());
        var folder = Files.createTempDirectory(place.folder(), ".dt-");
        try {
            var unpacked = new Unpacked(folder, options.preserve());
            var incoming = new Incoming(unpacked, moved);
            var outcome = receive(remote, incoming);
            for (var name : unpacked.skipped()) {
                Remark.tell(output, true, name + " is neither file, folder nor link; skipped");
            }
            if (!outcome.isOkay()) {
                output.stderr(incoming.said(), 0, incoming.said().length);
                return outcome;
            }
            if (!incoming.isWhole()) {
                Remark.tell(output, true, "the files did not come whole; try again");
                return new Outcome.Failed(1);
            }
            land(host, folder, unpacked, place, output);
            return outcome;
        } finally {
            Arrival.remove(folder);
        }
    }

    private Outcome receive(Remote remote, Incoming incoming)
            throws RemoteException, InterruptedException, IOException {
        var words = new java.util.ArrayList<String>();
        words.add(options.recursive() ? "r" : "");
        options.sources().forEach(source -> words.add(CopyOptions.there(source)));
        try {
            return steps.run(remote, GIVE, words, Input.EMPTY, incoming);
        } catch (RemoteException e) {
            var problem = incoming.problem();
            if (problem != null) {
                throw problem;
            }
            throw e;
        }
    }

    private void land(Host host, Path folder, Unpacked unpacked, Landing place, Output output) throws IOException {
        var arrival = new Arrival(options.preserve());
        var tops = Arrival.children(folder);
        for (var top : tops) {
            var name = place.name();
            arrival.place(top, name == null ? Names.below(place.folder(), Names.last(top)) : name);
        }
        if (options.preserve()) {
            for (var kept : unpacked.folders().reversed()) {
                var at = folder.relativize(kept.path());
                if (!at.toString().isEmpty()) {
                    var top = Names.below(folder, Names.last(folder.resolve(at.getName(0))));
                    var name = place.name();
                    var target = name == null ? place.folder().resolve(at) : name.resolve(top.relativize(kept.path()));
                    Unpacked.set(target, kept.mode(), kept.modified());
                }
            }
        }
        Remark.tell(
                output,
                false,
                arrival.placed() + " fetched, " + arrival.unchanged() + " unchanged, " + arrival.bytes() + " bytes");
        var known = new LinkedHashMap<String, Object>();
        known.put("files_fetched", arrival.placed());
        known.put("files_unchanged", arrival.unchanged());
        known.put("bytes_fetched", arrival.bytes());
        facts.put(host, known);
    }

    /** Names no file of the folder that is unpacked into: that is gone when somebody reads it. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied ->
                "permission denied: " + Path.of(denied.getFile()).getParent();
            case NoSuchFileException missing ->
                "nothing can be made in " + Path.of(missing.getFile()).getParent();
            case FileAlreadyExistsException file -> file.getFile() + " is a file; name a folder";
            case FileSystemException other
            when other.getReason() != null -> other.getReason().toLowerCase(Locale.ROOT) + ": " + other.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }

    @Override
    public Map<String, Object> facts(Host host) {
        return facts.getOrDefault(host, Map.of());
    }

    @Override
    public long bytesMoved() {
        return moved.get();
    }

    @Override
    public String plan(Host host) {
        return String.join(" ", options.sources()) + " -> " + options.destination();
    }

    @Override
    public void close() {
        steps.close();
    }
}

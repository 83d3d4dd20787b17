package dt.module.nssmap;

import dt.module.UsageException;
import dt.nssmap.Checked;
import dt.nssmap.NssmapConf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/**
 * The config that is pushed.
 *
 * @param text its bytes, a character each
 */
record Config(String text, NssmapConf conf) {
    private static final String SHELL = "nssmap-shell";

    /** What a fleet gets unless told otherwise: a UID for each name, and only names with a key in the roster. */
    static final String USUAL = """
            virtual:*:15000:15000:virtual user for nss_map:/home/virtual:/bin/bash
            uids    = hash 2000200000-2147352575
            require = key
            keys    = /etc/ssh/authorized_keys/%u
            groups  = /etc/nssmap.d/groups/%u
            """;

    static Config read(Path folder, String name) throws UsageException {
        try {
            return of(name, Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UsageException("cannot read the config " + name + ": " + reason(e) + "; check the name");
        }
    }

    /** Java's own message may be the bare name of the file. */
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file or folder";
            case AccessDeniedException denied -> "permission denied";
            case NotDirectoryException file -> "it is no folder";
            default -> String.valueOf(e.getMessage());
        };
    }

    static Config of(String name, String text) throws UsageException {
        return switch (Checked.of(text)) {
            case Checked.Right(var conf) -> new Config(text, conf);
            case Checked.Wrong(var problems) -> {
                var first = problems.getFirst();
                throw new UsageException(name + ":" + first.line() + ":" + first.column() + ": " + first.message()
                        + (problems.size() > 1 ? "; dt nssmap check " + name + " shows all" : ""));
            }
        };
    }

    /** The last value of an option, or nothing. */
    String option(String key) {
        return text.lines()
                .skip(1)
                .map(line -> line.split("=", 2))
                .filter(words -> words.length == 2 && words[0].strip().equals(key))
                .map(words -> words[1].strip())
                .reduce("", (_, last) -> last);
    }

    /** The folder of the roster, or nothing where keys are not files of one folder that are called as their users. */
    String keysFolder() {
        var keys = option("keys");
        return keys.endsWith("/%u") && keys.indexOf('%') == keys.length() - 2
                ? keys.substring(0, keys.length() - 3)
                : "";
    }

    private List<String> virtual() {
        return List.of(text.lines().findFirst().orElse("").split(":", -1));
    }

    /** The folder that the homes are in. */
    String homes() {
        return virtual().get(5).replaceFirst("/+$", "");
    }

    /** Where nssmap-shell has to be, or nothing where it is not the shell. */
    String confiningShell() {
        var shell = virtual().get(6).strip();
        return shell.endsWith("/" + SHELL) ? shell : "";
    }

    /** The passwd line of a name. */
    String passwd(String name) {
        long uid = conf.uid(name).orElseThrow();
        boolean shared = conf.uids() instanceof NssmapConf.Uids.Shared;
        long gid = shared ? conf.virtual().gid() : uid;
        return "%s:*:%d:%d:%s:%s/%s:%s"
                .formatted(
                        name,
                        uid,
                        gid,
                        virtual().get(4),
                        homes(),
                        name,
                        virtual().get(6).strip());
    }

    /** The lowest UID that a name can have, and the highest. */
    long[] range() {
        return switch (conf.uids()) {
            case NssmapConf.Uids.Shared() ->
                new long[] {conf.virtual().uid(), conf.virtual().uid()};
            case NssmapConf.Uids.Hash(var lowest, var highest, var _, var _) -> new long[] {lowest, highest};
        };
    }
}

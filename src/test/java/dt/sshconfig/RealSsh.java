package dt.sshconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OpenSSH's own {@code ssh -G}, and dt's answer in the same form. */
final class RealSsh {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/bin:/bin", "SHELL", "/bin/sh", "LANG", "C.UTF-8", "PLACE", "/srv/keys", "EMPTY", "");

    private RealSsh() {}

    /** What either says of a host: an error, or the lines of the keys that dt obeys, sorted by key. */
    sealed interface Answer {
        record Refused(String why) implements Answer {
            /** Both refuse; the words differ. */
            @Override
            public boolean equals(Object other) {
                return other instanceof Refused;
            }

            @Override
            public int hashCode() {
                return 0;
            }
        }

        record Said(Map<String, List<String>> lines) implements Answer {}
    }

    /** The user that runs the tests, as ssh sees him. */
    static Local local(Path folder) throws IOException {
        var user = System.getProperty("user.name");
        var home = Files.readAllLines(Path.of("/etc/passwd")).stream()
                .map(line -> line.split(":", -1))
                .filter(account -> account[0].equals(user))
                .map(account -> account[5])
                .findFirst()
                .orElseThrow();
        long uid = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
        var hostName = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        return new Local(user, uid, hostName, Path.of(home), folder, ENVIRONMENT);
    }

    static Answer ofSsh(Path config, List<String> options, Query query, Path folder)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("ssh", "-G", "-F", config.toString()));
        addOption(words, "-o", query.hostName() == null ? null : "HostName=" + query.hostName());
        addOption(words, "-p", query.port() == null ? null : query.port().toString());
        addOption(words, "-l", query.user());
        addOption(words, "-J", query.jump());
        query.identities().forEach(file -> addOption(words, "-o", "IdentityFile=" + file));
        options.forEach(option -> addOption(words, "-o", option));
        words.add("--");
        words.add(query.host());
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(false);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        var errors = Files.createTempFile(folder, "ssh", ".err");
        var process = builder.redirectError(errors.toFile()).start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("ssh -G does not end");
        }
        return process.exitValue() == 0
                ? new Answer.Said(byKey(printed.lines()))
                : new Answer.Refused(Files.readString(errors));
    }

    static Answer ofDt(Path config, List<String> options, Query query, Path folder)
            throws IOException, InterruptedException {
        try {
            var sources = Sources.file(local(folder), config.toString()).withOptions(options);
            return new Answer.Said(byKey(SshConfig.load(sources).resolve(query).asSshG().stream()));
        } catch (SshConfigException refused) {
            return new Answer.Refused(refused.getMessage());
        }
    }

    private static void addOption(List<String> words, String option, String value) {
        if (value != null) {
            words.addAll(List.of(option, value));
        }
    }

    private static Map<String, List<String>> byKey(Stream<String> lines) {
        return lines.map(line -> line.split(" ", 2))
                .filter(line -> COMPARED.contains(line[0]))
                .collect(Collectors.groupingBy(
                        line -> line[0],
                        TreeMap::new,
                        Collectors.mapping(line -> line.length == 1 ? "" : line[1], Collectors.toList())));
    }

    /** All that dt obeys. */
    static final List<String> COMPARED = List.of(
            "addkeystoagent",
            "addressfamily",
            "batchmode",
            "casignaturealgorithms",
            "certificatefile",
            "checkhostip",
            "ciphers",
            "compression",
            "connecttimeout",
            "globalknownhostsfile",
            "hashknownhosts",
            "host",
            "hostkeyalgorithms",
            "hostkeyalias",
            "hostname",
            "identitiesonly",
            "identityagent",
            "identityfile",
            "kbdinteractiveauthentication",
            "kexalgorithms",
            "macs",
            "numberofpasswordprompts",
            "passwordauthentication",
            "port",
            "preferredauthentications",
            "proxycommand",
            "proxyjump",
            "pubkeyacceptedalgorithms",
            "pubkeyauthentication",
            "requesttty",
            "revokedhostkeys",
            "sendenv",
            "serveralivecountmax",
            "serveraliveinterval",
            "setenv",
            "stricthostkeychecking",
            "updatehostkeys",
            "user",
            "userknownhostsfile",
            "verifyhostkeydns");
}

package dt.selector;

import dt.inventory.Host;
import dt.inventory.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Running instances of Amazon EC2, asked of the {@code aws} command. No shell reads any of it. */
final class Ec2 {
    private static final int SECONDS = 30;
    private static final int LARGEST = 64 << 20;

    private final String selector;
    private final Outside outside;

    Ec2(String selector, Outside outside) {
        this.selector = selector;
        this.outside = outside;
    }

    List<Host> running(String filter) throws SelectorException, InterruptedException {
        var aws = find().orElseThrow(() -> wrong("ec2: needs the aws command, and PATH has none; install awscli"));
        var answer = ask(List.of(
                aws.toString(),
                "ec2",
                "describe-instances",
                "--output",
                "json",
                "--filters",
                "Name=instance-state-name,Values=running",
                filter(filter)));
        try {
            return hosts(JSON.std.anyFrom(answer));
        } catch (JacksonException | ClassCastException e) {
            throw wrong("aws printed something that is no list of instances; try the same with aws ec2");
        }
    }

    private static String filter(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return "Name=tag:Name,Values=" + text;
        }
        var name = text.substring(0, equals);
        var value = text.substring(equals + 1);
        int second = value.indexOf('=');
        return switch (name) {
            case "tag" ->
                second < 0
                        ? "Name=tag-key,Values=" + value
                        : "Name=tag:" + value.substring(0, second) + ",Values=" + value.substring(second + 1);
            case "sec" -> "Name=instance.group-name,Values=" + value;
            default -> "Name=" + name + ",Values=" + value;
        };
    }

    private Optional<Path> find() {
        for (var folder : outside.environment().getOrDefault("PATH", "").split(":")) {
            var file = Path.of(folder.isEmpty() ? "/nowhere" : folder, "aws");
            if (file.isAbsolute() && Files.isExecutable(file) && !Files.isDirectory(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private String ask(List<String> words) throws SelectorException, InterruptedException {
        try {
            var answer = Files.createTempFile("dt-ec2-", ".json");
            var complaint = Files.createTempFile("dt-ec2-", ".err");
            try {
                return ask(words, answer, complaint);
            } finally {
                Files.deleteIfExists(answer);
                Files.deleteIfExists(complaint);
            }
        } catch (IOException e) {
            throw wrong("aws cannot be run: " + e.getMessage());
        }
    }

    /** Files and not pipes: a command that is silent for ever, or prints without end, is left after the limit. */
    private String ask(List<String> words, Path answer, Path complaint)
            throws SelectorException, IOException, InterruptedException {
        var builder = new ProcessBuilder(words)
                .directory(outside.folder().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(answer.toFile())
                .redirectError(complaint.toFile());
        builder.environment().clear();
        builder.environment().putAll(outside.environment());
        var process = builder.start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw wrong("aws gave no answer within " + SECONDS + "s; try the same with aws ec2");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            var said = read(complaint).strip().lines().reduce((_, last) -> last).orElse("it said nothing");
            throw wrong("aws ended with " + process.exitValue() + ": " + said.replaceAll("\\p{Cntrl}", "?"));
        }
        return read(answer);
    }

    private String read(Path file) throws SelectorException, IOException {
        if (Files.size(file) > LARGEST) {
            throw wrong("aws printed more than 64 MiB; narrow the filter");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static List<Host> hosts(Object answer) {
        var hosts = new ArrayList<Host>();
        for (var reservation : list(((Map<?, ?>) answer).get("Reservations"))) {
            for (var instance : list(((Map<?, ?>) reservation).get("Instances"))) {
                host((Map<?, ?>) instance).ifPresent(hosts::add);
            }
        }
        return toldApart(hosts);
    }

    /** Instances of one group often share their Name; a set has each name once, and none may be left out. */
    private static List<Host> toldApart(List<Host> hosts) {
        var count = hosts.stream().collect(Collectors.groupingBy(Host::name, Collectors.counting()));
        return hosts.stream()
                .map(host -> count.getOrDefault(host.name(), 1L) == 1
                        ? host
                        : new Host(
                                host.name() + "." + host.vars().get("instance"),
                                host.login(),
                                host.tags(),
                                host.vars()))
                .toList();
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static Optional<Host> host(Map<?, ?> instance) {
        var address = instance.get("PublicIpAddress") instanceof String open && !open.isEmpty()
                ? open
                : (String) instance.get("PrivateIpAddress");
        if (address == null || address.isEmpty()) {
            return Optional.empty();
        }
        var name = String.valueOf(instance.get("InstanceId"));
        var tags = new HashSet<String>();
        for (var tag : list(instance.get("Tags"))) {
            var key = String.valueOf(((Map<?, ?>) tag).get("Key"));
            var value = String.valueOf(((Map<?, ?>) tag).get("Value"));
            if (key.equals("Name") && value.matches("[A-Za-z0-9._-]+")) {
                name = value;
            }
            tags.add((key + "=" + value).replaceAll("[\\s\\p{Cntrl},]", "_"));
        }
        var id = String.valueOf(instance.get("InstanceId")).replaceAll("[^A-Za-z0-9._-]", "_");
        var host = name.matches("[A-Za-z0-9._-]+") ? name : id;
        return Optional.of(
                new Host(host, new Login(address, null, null, null, List.of()), tags, Map.of("instance", id)));
    }

    private SelectorException wrong(String message) {
        return new SelectorException(message, selector, Math.max(0, selector.indexOf("ec2:")));
    }
}

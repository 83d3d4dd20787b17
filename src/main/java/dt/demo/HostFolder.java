package dt.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one host has of its own: a home folder with a few files, and the environment of its commands. */
record HostFolder(DemoHost host, Path home, Map<String, String> environment) {
    /** The variable that every process of a fleet carries; its value is the fleet's folder. */
    static final String MARK = "DEMO_FLEET";

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    HostFolder {
        environment = Map.copyOf(environment);
    }

    /**
     * Makes the folder of a host.
     *
     * @param fleet the folder of the fleet, in which {@link Programs} are already
     */
    static HostFolder make(Path fleet, DemoHost host) throws IOException {
        var home = Files.createDirectories(fleet.resolve("hosts").resolve(host.name()));
        Files.writeString(home.resolve("app.conf"), appConfig(host));
        Files.writeString(home.resolve("uptime"), uptime(host));
        var services = Files.createDirectory(home.resolve("services"));
        for (var service : services(host)) {
            Files.writeString(services.resolve(service), host.name().equals("db2") ? "stopped\n" : "running\n");
        }
        var user = Files.getOwner(home).getName();
        var environment = Map.of(
                "PATH",
                fleet.resolve(Programs.FOLDER) + ":" + PATH,
                "HOME",
                home.toString(),
                "USER",
                user,
                "LOGNAME",
                user,
                "SHELL",
                "/bin/sh",
                "DEMO_HOST",
                host.name(),
                MARK,
                fleet.toString());
        return new HostFolder(host, home, environment);
    }

    /**
     * A process of this host, in a session of its own.
     *
     * @param sent variables that the client sent; of these a host takes what Debian's sshd takes, and DT_*
     */
    ProcessBuilder process(List<String> words, Map<String, String> sent) {
        var line = new ArrayList<>(List.of("setsid"));
        line.addAll(words);
        var builder = new ProcessBuilder(line).directory(home.toFile());
        var all = builder.environment();
        all.clear();
        sent.forEach((name, value) -> {
            if (name.equals("LANG") || name.startsWith("LC_") || name.startsWith("DT_")) {
                all.put(name, value);
            }
        });
        all.putAll(environment);
        return builder;
    }

    /** The same on all, but for the one host that every fleet has. */
    private static String appConfig(DemoHost host) {
        var workers = host.name().equals("web3") ? 4 : 8;
        return """
                listen = 0.0.0.0:8080
                workers = %d
                log = info
                """.formatted(workers);
    }

    /** Made up, but the same in each tour. */
    private static String uptime(DemoHost host) {
        int number = Integer.parseInt(host.address().substring(host.address().lastIndexOf('.') + 1));
        return "up %d days, load average: 0.%02d\n".formatted(number * 37 % 400, number * 23 % 100);
    }

    private static List<String> services(DemoHost host) {
        return switch (host.name().replaceAll("[0-9]+", "")) {
            case "web" -> List.of("httpd");
            case "db" -> List.of("postgres");
            case "cache" -> List.of("redis");
            case "mail" -> List.of("postfix");
            default -> List.of("cron");
        };
    }
}

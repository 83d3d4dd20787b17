package dt.cli;

import dt.agent.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What {@code dt agent status} prints.
 *
 * @param connections open, or being made
 * @param resident memory of the process, in KiB
 */
record AgentReport(Status status, int connections, long resident, long threads, long files) {
    private static final Path SELF = Path.of("/proc/self");

    static AgentReport of(Connections.Kept kept) throws IOException {
        return new AgentReport(
                kept.agent().status(),
                kept.sessions().size(),
                residentNow(),
                entries(SELF.resolve("task")),
                entries(SELF.resolve("fd")));
    }

    String text() {
        var left = Duration.between(Instant.now(), status.ends());
        return line("pid", status.pid())
                + line("version", status.version())
                + line("age", time(status.age()))
                + line("calls", status.underWay() + " under way, " + status.served() + " served")
                + line("connections", connections)
                + line("memory", resident / 1024 + " MB resident")
                + line("threads", threads)
                + line("files", files)
                + line("ends", (left.isPositive() ? "in " + time(left) : "now") + ": " + status.why());
    }

    private static String line(String name, Object value) {
        return String.format(Locale.ROOT, "%-12s %s%n", name, value);
    }

    private static String time(Duration time) {
        var text = new StringBuilder();
        if (time.toDays() > 0) {
            text.append(time.toDays()).append("d ");
        }
        if (time.toHours() > 0) {
            text.append(time.toHoursPart()).append("h ");
        }
        if (time.toMinutes() > 0) {
            text.append(time.toMinutesPart()).append("m ");
        }
        return text.append(time.toSecondsPart()).append('s').toString();
    }

    /** VmRSS of proc(5). */
    private static long residentNow() throws IOException {
        for (var line : Files.readAllLines(SELF.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }

    private static long entries(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.count();
        }
    }
}

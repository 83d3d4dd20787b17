package dt.module.shell;

import dt.module.Outcome;
import dt.remote.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What pinging one host gave.
 *
 * @param sent how often it was tried
 * @param micros the answers, in microseconds
 * @param problem why the last one that failed did, or empty
 */
record Latency(int sent, List<Long> micros, String problem) {
    Latency {
        micros = List.copyOf(micros);
    }

    /** One line: the time, or for several the least, mean and longest. */
    String text() {
        if (micros.isEmpty()) {
            return problem.isEmpty() ? "no answer" : problem;
        }
        if (sent == 1) {
            return millis(micros.getFirst()) + " ms";
        }
        return "min/avg/max " + millis(min()) + "/" + millis(average()) + "/" + millis(max()) + " ms, " + micros.size()
                + " of " + sent + " answered";
    }

    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("sent", sent);
        facts.put("received", micros.size());
        if (!micros.isEmpty()) {
            facts.put("min_us", min());
            facts.put("avg_us", average());
            facts.put("max_us", max());
        }
        return facts;
    }

    /** Okay when at least one answer came, as ping(8) has it. */
    Outcome tell(Output output) {
        var line = text().getBytes(StandardCharsets.UTF_8);
        try {
            output.stdout(line, 0, line.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return micros.isEmpty() ? new Outcome.Failed(1) : new Outcome.Okay();
    }

    private long min() {
        return micros.stream().mapToLong(Long::longValue).min().orElse(0);
    }

    private long max() {
        return micros.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private long average() {
        return Math.round(micros.stream().mapToLong(Long::longValue).average().orElse(0));
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.3f", micros / 1000.0);
    }
}

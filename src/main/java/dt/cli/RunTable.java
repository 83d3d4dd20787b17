package dt.cli;

import dt.journal.HostState;
import dt.journal.JournalException;
import dt.journal.PastRun;
import dt.module.UsageException;
import dt.output.Escape;
import dt.output.Sink;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.jr.ob.JSON;

/** The list that {@code dt runs} prints, the newest run first. */
final class RunTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private RunTable() {}

    static int print(Call call) throws UsageException, JournalException {
        var format = call.options().text(Flag.OUTPUT).orElse("table");
        if (!format.equals("table") && !format.equals("json")) {
            throw new UsageException("dt runs prints a table or, with -o json, JSON; dt runs show prints a run in any"
                    + " format, such as " + format);
        }
        var journals = Journaling.journals(call);
        var out = new Sink(call.caller().out());
        if (format.equals("table")) {
            out.text("%-20s  %-19s  %5s %5s %6s %9s %7s %7s  %s%n"
                    .formatted("ID", "START", "HOSTS", "OK", "FAILED", "UNREACHED", "SKIPPED", "UNKNOWN", "WORDS"));
        }
        for (var id : journals.ids()) {
            try {
                var run = journals.run(id);
                out.text(format.equals("json") ? json(run) : row(run));
            } catch (JournalException e) {
                // One that is damaged hides no other.
                call.message(String.valueOf(e.getMessage()));
            }
        }
        out.flush();
        return ExitStatus.OKAY;
    }

    private static String row(PastRun run) {
        var head = run.head();
        var counts = run.counts();
        var words = new ArrayList<>(List.of(head.selector(), head.module()));
        words.addAll(head.words());
        return "%-20s  %-19s  %5d %5d %6d %9d %7d %7d  %s%s%n"
                .formatted(
                        head.id(),
                        TIME.format(head.start().atZone(ZoneId.systemDefault())),
                        run.hosts().size(),
                        counts.of(HostState.OK),
                        counts.of(HostState.FAILED),
                        counts.of(HostState.UNREACHED),
                        counts.of(HostState.SKIPPED),
                        counts.of(HostState.UNKNOWN),
                        Escape.of(String.join(" ", words).getBytes(StandardCharsets.UTF_8)),
                        run.isRunning() ? " (goes on)" : run.died() ? " (dt died)" : "");
    }

    private static String json(PastRun run) {
        var head = run.head();
        var counts = run.counts();
        var object = new LinkedHashMap<String, Object>();
        object.put("v", 1);
        object.put("run", head.id().text());
        object.put("start", head.start().toString());
        object.put("user", head.user());
        object.put("folder", head.folder());
        object.put("selector", head.selector());
        object.put("module", head.module());
        object.put("words", head.words());
        object.put("state", run.isRunning() ? "running" : run.died() ? "died" : "ended");
        object.put("hosts", run.hosts().size());
        for (var state : HostState.values()) {
            object.put(state.word(), counts.of(state));
        }
        return JSON.std.asString(object) + "\n";
    }
}

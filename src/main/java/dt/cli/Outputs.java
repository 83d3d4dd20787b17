package dt.cli;

import dt.inventory.Host;
import dt.journal.RunId;
import dt.module.HostModule;
import dt.module.Observer;
import dt.module.UsageException;
import dt.output.Colours;
import dt.output.CompactView;
import dt.output.DirView;
import dt.output.GroupView;
import dt.output.HostView;
import dt.output.JsonLines;
import dt.output.Normalize;
import dt.output.OmniLines;
import dt.output.RawLines;
import dt.output.Sink;
import dt.output.StatusView;
import dt.output.View;
import dt.output.Viewed;
import dt.suggest.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the results of a run are shown, as the options say. */
final class Outputs implements Shown {
    private static final List<String> FORMATS =
            List.of("omni", "json", "host", "status", "compact", "group", "raw", "dir:PATH");
    private static final String DIR = "dir:";

    /** How each format begins; of a folder the name follows. */
    static final List<String> BEGINNINGS =
            FORMATS.stream().map(f -> f.startsWith(DIR) ? DIR : f).toList();

    private final Call call;
    private final String format;
    private final Sink out;
    private @Nullable View view;
    private @Nullable DirView folder;

    Outputs(Call call) throws UsageException {
        this(call, "omni");
    }

    /** @param preset the format where none was asked for */
    Outputs(Call call, String preset) throws UsageException {
        this.call = call;
        this.format = call.options().text(Flag.OUTPUT).orElse(preset);
        this.out = new Sink(call.caller().out());
        check(call.options());
    }

    private void check(Options options) throws UsageException {
        if ((!FORMATS.contains(format) && !format.startsWith(DIR)) || format.equals("dir:PATH") || format.equals(DIR)) {
            throw new UsageException("there is no output format " + format + "; "
                    + Nearest.to(format, FORMATS)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("there are " + String.join(" ", FORMATS)));
        }
        if (!format.equals("group")
                && (options.has(Flag.DIFF) || options.text(Flag.NORMALIZE).isPresent())) {
            throw new UsageException("--diff and --normalize compare groups; add -o group");
        }
        if (!format.equals("omni") && options.text(Flag.ENCODING).isPresent()) {
            throw new UsageException("--encoding is for result lines; leave -o " + format + " out");
        }
        options.oneOf(Flag.ENCODING, "base64");
        colours(call);
    }

    static Colours colours(Call call) throws UsageException {
        var mode = call.options().has(Flag.NO_COLOR)
                ? Colours.Mode.NEVER
                : Colours.Mode.of(call.options().text(Flag.COLOR).orElse("auto"));
        var decided = Colours.decide(
                mode,
                call.caller().variable("NO_COLOR").isPresent(),
                call.caller().terminal().out());
        var own = call.caller().variable("DTOOLS_COLORS");
        return own.isPresent() ? decided.with(own.get()) : decided;
    }

    /** Made just before the run, so that what cannot be written is known before any host is contacted. */
    @Override
    public Observer observer(RunId run, List<Host> hosts) throws UsageException {
        return observer(run);
    }

    Observer observer(RunId run) throws UsageException {
        if (format.startsWith(DIR)) {
            folder = new DirView(call.caller().folder().resolve(Path.of(format.substring(DIR.length()))));
            return folder;
        }
        boolean legacy =
                call.caller().variable("DTOOLS_OMNI").filter("legacy"::equals).isPresent();
        var plain = legacy ? OmniLines.Form.LEGACY : OmniLines.Form.ESCAPED;
        var form = call.options().text(Flag.ENCODING).isPresent() ? OmniLines.Form.BASE64 : plain;
        return switch (format) {
            case "omni" -> new OmniLines(out, form, colours(call));
            case "json" -> new JsonLines(out, run.text());
            case "raw" -> new RawLines(out, new Sink(call.caller().err()));
            default -> {
                view = view(call, format, out);
                yield new Viewed(view, new Sink(call.caller().err()));
            }
        };
    }

    static View view(Call call, String format, Sink out) throws UsageException {
        var colours = colours(call);
        return switch (format) {
            case "host" -> new HostView(out.stream(), colours);
            case "status" -> new StatusView(out.stream(), colours);
            case "compact" -> new CompactView(out.stream(), colours, InstantSource.system());
            case "group" ->
                new GroupView(
                        out.stream(), colours, normalize(call), call.options().has(Flag.DIFF));
            default ->
                throw new UsageException("there is no view " + format + "; there are host, status, compact and group");
        };
    }

    static Normalize normalize(Call call) throws UsageException {
        var words = call.options().text(Flag.NORMALIZE);
        var masked = words.isPresent() ? Normalize.of(words.get()) : Normalize.NOTHING;
        var varying = Builtin.own(call).stream()
                .filter(module -> !module.varies().isEmpty())
                .collect(Collectors.toMap(HostModule::name, HostModule::varies));
        return masked.passingOver(varying);
    }

    @Override
    public void finish() throws IOException {
        if (view != null) {
            view.finish();
        }
        if (folder != null) {
            folder.finish();
        }
        out.flush();
    }
}

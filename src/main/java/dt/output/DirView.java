package dt.output;

import dt.module.Observer;
import dt.module.Outcome;
import dt.module.Result;
import dt.module.UsageException;
import dt.remote.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.jr.ob.JSON;

/**
 * Writes {@code HOST.out} and {@code HOST.err} into a folder as each host ends, exact bytes, and {@code summary.json}
 * when all are done. Files that are there already are replaced; each is there whole or not at all. A host that was not
 * reached gets two empty files, and its reason is in the summary.
 */
public final class DirView implements Observer {
    private final Path folder;
    private final String token = UUID.randomUUID().toString().substring(0, 8);
    private final List<Map<String, Object>> hosts = new ArrayList<>();
    private int okay;

    /**
     * Makes the folder where it is not there.
     *
     * @throws UsageException when nothing can be written into it; no host has been contacted
     */
    public DirView(Path folder) throws UsageException {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            new NewFile(folder, "probe", token).close();
        } catch (IOException e) {
            throw new UsageException("cannot write into " + folder + ": " + Reasons.of(e)
                    + "; give -o dir: a folder that you may write to");
        }
    }

    /** As described above; an {@link UncheckedIOException} names the host whose files could not be written. */
    @Override
    public void ended(Result result) {
        var label = result.host().label();
        var name = FileName.of(label);
        try (var out = new NewFile(folder, name + ".out", token);
                var err = new NewFile(folder, name + ".err", token)) {
            result.output().replay(new Both(out, err));
            out.keep();
            err.keep();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the output of " + Escape.of(label) + " into " + folder + ": " + Reasons.of(e)
                            + "; free space there, or name another folder",
                    e);
        }
        hosts.add(entry(result, name));
        if (result.outcome().isOkay()) {
            okay++;
        }
    }

    /** Writes the summary. Called once, when no host is left; the message of an exception is for a person. */
    public void finish() throws IOException {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("v", 1);
        summary.put("total", hosts.size());
        summary.put("okay", okay);
        summary.put("fail", hosts.size() - okay);
        summary.put("hosts", hosts);
        var bytes = (JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(summary) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        try (var file = new NewFile(folder, "summary.json", token)) {
            file.write(bytes, 0, bytes.length);
            file.keep();
        } catch (IOException e) {
            throw new IOException("cannot write " + folder.resolve("summary.json") + ": " + Reasons.of(e), e);
        }
        // The names are in the folder, which is forced on its own.
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static Map<String, Object> entry(Result result, String name) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("host", result.host().label());
        entry.put("module", result.module());
        entry.put("status", result.outcome().isOkay() ? "okay" : "fail");
        entry.put("class", ResultClass.of(result.outcome()).word());
        switch (result.outcome()) {
            case Outcome.Okay() -> entry.put("exit", 0);
            case Outcome.Failed(var status) -> entry.put("exit", status);
            case Outcome.Signalled(var signal) -> entry.put("signal", signal);
            case Outcome.TimedOut _,
                    Outcome.Unreachable _,
                    Outcome.Unknown _,
                    Outcome.Killed _,
                    Outcome.Skipped _,
                    Outcome.Denied _,
                    Outcome.Broken _ -> {}
        }
        if (!result.outcome().isOkay()) {
            entry.put("reason", Reason.of(result.outcome()));
        }
        entry.put("out", name + ".out");
        entry.put("err", name + ".err");
        entry.put("bytes", result.output().bytes());
        entry.put("truncated", result.output().truncated());
        return entry;
    }

    private record Both(NewFile out, NewFile err) implements Output {
        @Override
        public void stdout(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) throws IOException {
            err.write(bytes, offset, length);
        }
    }
}

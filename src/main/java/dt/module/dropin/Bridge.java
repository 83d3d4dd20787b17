package dt.module.dropin;

import dt.inventory.Host;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Command;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What lets a program here use the connection that dt has to one host: {@code $DT_SSH} and {@code $DT_SCP}. Each call is
 * a folder with its words and its input, told of through one pipe; dt leaves output and status in it. Pipes are opened
 * here for both directions, so that nobody waits for an end that was killed.
 */
final class Bridge implements AutoCloseable {
    private static final String SCRIPT = """
            #!/bin/sh
            d=$(mktemp -d '@FOLDER@/call.XXXXXXXXXX') && mkfifo "$d/status" || exit 255
            for word; do printf '%s\\0' "$word"; done >"$d/words"
            if [ -t 0 ]; then : >"$d/in"; else cat >"$d/in"; fi
            printf '@KIND@%s\\n' "${d##*/}" >'@FOLDER@/calls'
            read -r status <"$d/status" || status=255
            cat "$d/out"
            cat "$d/err" >&2
            rm -rf "$d"
            exit "$status"
            """;

    private final Path folder;
    private final Host host;
    private final Remote remote;
    private final Request request;
    private final LocalTools tools;
    private final RandomAccessFile calls;
    private final List<RandomAccessFile> answers = new ArrayList<>();
    private final Thread thread;

    private Bridge(Path folder, LocalTools tools, Host host, Remote remote, Request request) throws IOException {
        this.folder = folder;
        this.tools = tools;
        this.host = host;
        this.remote = remote;
        this.request = request;
        calls = new RandomAccessFile(folder.resolve("calls").toFile(), "rw");
        thread = Thread.ofPlatform().daemon().name("dt-bridge").unstarted(this::serve);
    }

    static Bridge open(LocalTools tools, Host host, Remote remote, Request request)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(
                tools.scratch(),
                "dt-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            script(folder, "ssh", 's');
            script(folder, "scp", 'c');
            var mkfifo = new ProcessBuilder("mkfifo", folder.resolve("calls").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!mkfifo.waitFor(10, TimeUnit.SECONDS) || mkfifo.exitValue() != 0) {
                throw new IOException("mkfifo failed in " + folder);
            }
            var bridge = new Bridge(folder, tools, host, remote, request);
            bridge.thread.start();
            return bridge;
        } catch (IOException | InterruptedException e) {
            remove(folder);
            throw e;
        }
    }

    private static void script(Path folder, String name, char kind) throws IOException {
        var text = SCRIPT.replace("@FOLDER@", folder.toString().replace("'", "'\\''"))
                .replace("@KIND@", "" + kind);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.writeString(Files.createFile(folder.resolve(name), mode), text);
    }

    /** What the program finds in its environment. */
    Map<String, String> variables() {
        return Map.of(
                "DT_SSH", folder.resolve("ssh").toString(),
                "DT_SCP", folder.resolve("scp").toString());
    }

    private void serve() {
        try {
            for (var line = calls.readLine(); line != null && !line.isEmpty(); line = calls.readLine()) {
                if (line.matches("[sc]call\\.[A-Za-z0-9]+")) {
                    serve(folder.resolve(line.substring(1)), line.charAt(0) == 'c');
                }
            }
        } catch (IOException closed) {
            // The program has ended, and with it the need for answers.
        }
    }

    private void serve(Path call, boolean copies) throws IOException {
        int status;
        try (var out = new FileOutputStream(call.resolve("out").toFile());
                var err = new FileOutputStream(call.resolve("err").toFile())) {
            status = perform(call, copies, new Streams(out, err), err);
        }
        var answer = new RandomAccessFile(call.resolve("status").toFile(), "rw");
        synchronized (answers) {
            answers.add(answer);
        }
        answer.write((status + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private int perform(Path call, boolean copies, Output output, OutputStream err) throws IOException {
        var text = Files.readString(call.resolve("words"));
        var words = text.isEmpty()
                ? List.<String>of()
                : List.of(text.substring(0, text.length() - 1).split("\0", -1));
        Input input = () -> Files.newInputStream(call.resolve("in"));
        try {
            return status(copies ? copy(words, output) : command(words, input, output), err);
        } catch (RemoteException | UsageException e) {
            err.write(("dt: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
            return 255;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 255;
        }
    }

    private Outcome command(List<String> words, Input input, Output output)
            throws RemoteException, InterruptedException {
        var command = new Command(String.join(" ", words), input, request.commandTimeout(), Map.of());
        return Outcome.of(remote.run(command, output));
    }

    private Outcome copy(List<String> words, Output output)
            throws RemoteException, InterruptedException, UsageException, IOException {
        var own = new Request(words, Input.EMPTY, request.commandTimeout(), null, request.way());
        try (var job = tools.copy().prepare(own)) {
            job.begin(List.of(host));
            return job.on(host, remote, output);
        }
    }

    /** As ssh has it: the command's own, 128 + a signal, or 255. */
    private static int status(Outcome outcome, OutputStream err) throws IOException {
        return switch (outcome) {
            case Outcome.Okay() -> 0;
            case Outcome.Failed(var status) -> status;
            default -> {
                err.write(("dt: " + outcome + "\n").getBytes(StandardCharsets.UTF_8));
                yield 255;
            }
        };
    }

    /** Two files as the two streams of a command. */
    private record Streams(OutputStream out, OutputStream err) implements Output {
        @Override
        public void stdout(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) throws IOException {
            err.write(bytes, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        calls.write('\n');
        thread.interrupt();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (answers) {
            for (var answer : answers) {
                answer.close();
            }
        }
        calls.close();
        remove(folder);
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (var path : all) {
            Files.deleteIfExists(path);
        }
    }
}

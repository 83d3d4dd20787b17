package dt.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.inventory.Host;
import dt.inventory.Login;
import dt.module.Captured;
import dt.module.Outcome;
import dt.module.Result;
import dt.module.UsageException;
import dt.remote.Output;
import dt.remote.RemoteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

/** "-o dir:PATH writes PATH/HOST.out, .err, PATH/summary.json" */
class DirViewTest {
    @TempDir
    Path folder;

    @Test
    void eachStreamHasItsFileAndTheRunASummary() throws Exception {
        var view = new DirView(folder.resolve("new/run"));
        view.ended(result("web1", new Outcome.Failed(3), "out\0\n", "err"));
        view.ended(result("fe80::1", new Outcome.Okay(), "", ""));
        view.ended(result("db1", new Outcome.Unreachable(RemoteException.Reason.CONNECT, "connect refused"), "", ""));
        view.finish();

        var run = folder.resolve("new/run");
        assertThat(names(run))
                .containsExactly(
                        "db1.err",
                        "db1.out",
                        "fe80%3A%3A1.err",
                        "fe80%3A%3A1.out",
                        "summary.json",
                        "web1.err",
                        "web1.out");
        assertThat(run.resolve("web1.out")).hasContent("out\0\n");
        assertThat(run.resolve("web1.err")).hasContent("err");
        var summary = JSON.std.mapFrom(Files.readString(run.resolve("summary.json")));
        assertThat(summary)
                .containsEntry("v", 1)
                .containsEntry("total", 3)
                .containsEntry("okay", 1)
                .containsEntry("fail", 2);
        assertThat((List<?>) summary.get("hosts"))
                .first()
                .isEqualTo(Map.of(
                        "host",
                        "web1",
                        "module",
                        "ssh",
                        "status",
                        "fail",
                        "class",
                        "exit",
                        "reason",
                        "exit 3",
                        "exit",
                        3,
                        "out",
                        "web1.out",
                        "err",
                        "web1.err",
                        "bytes",
                        8,
                        "truncated",
                        false));
        assertThat((List<?>) summary.get("hosts"))
                .last()
                .asString()
                .contains("class=connect", "reason=unreachable: connect refused");
    }

    @Test
    void aHostileNameStaysInTheFolder() throws Exception {
        var view = new DirView(folder.resolve("run"));
        view.ended(result("../../etc/passwd", new Outcome.Okay(), "x", ""));

        assertThat(names(folder)).containsExactly("run");
        assertThat(names(folder.resolve("run")))
                .containsExactly("%2E.%2F..%2Fetc%2Fpasswd.err", "%2E.%2F..%2Fetc%2Fpasswd.out");
    }

    @Test
    void aLinkInTheFolderIsReplacedNotFollowed() throws Exception {
        var precious = Files.writeString(folder.resolve("precious"), "kept");
        var run = Files.createDirectory(folder.resolve("run"));
        Files.createSymbolicLink(run.resolve("web1.out"), precious);

        new DirView(run).ended(result("web1", new Outcome.Okay(), "new", ""));

        assertThat(precious).hasContent("kept");
        assertThat(run.resolve("web1.out")).isRegularFile().hasContent("new");
    }

    @Test
    void whatBreaksOffLeavesTheOldFileAndNothingElse() throws Exception {
        Files.writeString(folder.resolve("web1.out"), "old");
        var view = new DirView(folder);
        var broken = new Captured() {
            @Override
            public long bytes() {
                return 1;
            }

            @Override
            public boolean truncated() {
                return false;
            }

            @Override
            public void replay(Output output) throws IOException {
                output.stdout(new byte[] {'n'}, 0, 1);
                throw new IOException("disk on fire");
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> view.ended(result("web1", new Outcome.Okay(), broken)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write the output of web1 into " + folder
                        + ": disk on fire; free space there, or name another folder");
        assertThat(names(folder)).containsExactly("web1.out");
        assertThat(folder.resolve("web1.out")).hasContent("old");
    }

    @Test
    void aPathThatIsNoFolderIsRefusedBeforeAnyHost() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new DirView(file))
                .isInstanceOf(UsageException.class)
                .hasMessage("cannot write into " + file
                        + ": it is not a folder; give -o dir: a folder that you may write to");
    }

    @Test
    void aPathThatCannotBeWrittenIsRefusedBeforeAnyHost() {
        // Not even root may make a folder there.
        assertThatThrownBy(() -> new DirView(Path.of("/proc/dt")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("cannot write into /proc/dt: ");
    }

    @Property(tries = 500)
    void aFileNameIsSafeWhateverTheLabel(@ForAll String label) {
        assertThat(FileName.of(label))
                .doesNotStartWith(".")
                .matches("[A-Za-z0-9._@+=,%~-]*")
                .hasSizeLessThan(220);
    }

    @Property(tries = 500)
    void twoLabelsHaveTwoFileNames(@ForAll String one, @ForAll String other) {
        var a = one.replaceAll("[\\ud800-\\udfff]", "");
        var b = other.replaceAll("[\\ud800-\\udfff]", "");
        assertThat(FileName.of(a).equals(FileName.of(b))).isEqualTo(a.equals(b));
        assertThat(FileName.of("x".repeat(300) + a).equals(FileName.of("x".repeat(300) + b)))
                .isEqualTo(a.equals(b));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Result result(String label, Outcome outcome, String out, String err) {
        return result(label, outcome, new Printed(out, err));
    }

    private static Result result(String label, Outcome outcome, Captured output) {
        var host = Host.named("x").as(label, Login.UNSAID);
        return new Result(host, "ssh", outcome, output, null, Instant.EPOCH, Duration.ZERO, 1);
    }

    private record Printed(String out, String err) implements Captured {
        @Override
        public long bytes() {
            return out.length() + err.length();
        }

        @Override
        public boolean truncated() {
            return false;
        }

        @Override
        public void replay(Output output) throws IOException {
            output.stdout(out.getBytes(UTF_8), 0, out.length());
            output.stderr(err.getBytes(UTF_8), 0, err.length());
        }

        @Override
        public void close() {}
    }
}

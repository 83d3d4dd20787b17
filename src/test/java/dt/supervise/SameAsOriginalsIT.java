package dt.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.fleet.Supervised;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Checked against runit's own runsv and sv in the same test": what sv(8), svc(8) and svstat(8) say and do, we do. */
@Timeout(180)
class SameAsOriginalsIT {
    @TempDir
    Path temp;

    Supervised supervised;

    @BeforeEach
    void folder() throws IOException {
        supervised = new Supervised(temp);
    }

    @AfterEach
    void end() {
        supervised.close();
    }

    /**
     * A service is brought into each state through the library; in it sv has the words that are told here, and the library
     * says all that sv says.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up          | steady   |                 | run: P",
                "told up     | steady   | UP              | run: P",
                "down        | steady   | DOWN            | down: D, normally up",
                "at rest     | unwanted |                 | down: D",
                "unusual     | unwanted | UP              | run: P, normally down",
                "once        | unwanted | ONCE            | run: P, normally down, want down",
                "paused      | steady   | PAUSE           | run: P, paused",
                "continued   | steady   | PAUSE CONT      | run: P",
                "deaf        | stubborn | DOWN            | run: P, want down, got TERM",
                "deaf again  | stubborn | TERMINATE       | run: P, got TERM",
                "changed     | stubborn | DOWN UP         | run: P, got TERM",
                "gave up     | stubborn | DOWN KILL       | down: D, normally up",
                "restarted   | steady   | RESTART         | run: P",
                "back        | unwanted | RESTART         | run: P, normally down",
                "crashed     | crashing |                 | down: D, normally up, want up",
                "finishing   | finishes |                 | finish: P",
                "ending      | finishes | DOWN            | finish: P, want down",
                "logged      | logged   |                 | run: P; run: log: P",
                "half logged | logged   | DOWN            | down: D, normally up; run: log: P"
            })
    void everyStateIsToldAsSvTellsIt(String name, String kind, String told, String words) throws Exception {
        var folder = service(name.replace(' ', '-'), kind);
        supervised.supervise("runsv", folder);
        var service = Service.at(folder);
        if (told != null) {
            for (var control : told.split(" ")) {
                service.tell(Control.valueOf(control));
            }
        }

        Supervised.until(() -> plain(sv("status", folder), folder).equals(words), words + " for " + name);
        same(folder, () -> sv("status", folder).strip(), () -> asSv(folder, service.status()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up       | steady   |           | up P",
                "down     | steady   | DOWN      | down D, normally up",
                "at rest  | unwanted |           | down D",
                "unusual  | unwanted | UP        | up P, normally down",
                "once     | unwanted | ONCE      | up P, normally down",
                "paused   | steady   | PAUSE     | up P, paused",
                "deaf     | stubborn | DOWN      | up P, want down",
                "crashed  | crashing |           | down D, normally up, want up"
            })
    void everyStateOfDaemontoolsIsToldAsSvstatTellsIt(String name, String kind, String told, String words)
            throws Exception {
        var folder = service(name.replace(' ', '-'), kind);
        supervised.supervise("supervise", folder);
        var service = Service.at(folder);
        if (told != null) {
            service.tell(Control.valueOf(told));
        }

        Supervised.until(() -> plain(svstat(folder), folder).equals(words), words + " for " + name);
        same(folder, () -> svstat(folder).strip(), () -> asSvstat(folder, service.status()));
    }

    private Path service(String name, String kind) throws IOException {
        var run = switch (kind) {
            case "stubborn" -> Supervised.STUBBORN;
            case "crashing", "finishes" -> "exit 1";
            default -> Supervised.STEADY;
        };
        var folder = supervised.service(name, run);
        switch (kind) {
            case "unwanted" -> Files.createFile(folder.resolve("down"));
            case "finishes" -> Supervised.script(folder.resolve("finish"), "exec sleep 1000");
            case "logged" -> Supervised.script(folder.resolve("log/run"), "exec cat");
            default -> {}
        }
        return folder;
    }

    private interface Text {
        String get() throws IOException, InterruptedException;
    }

    /** Between two looks a second may end, or a service; so it is both looked at again. */
    private static void same(Path folder, Text theirs, Text ours) throws Exception {
        var last = new String[2];
        Supervised.until(
                () -> {
                    last[0] = theirs.get();
                    last[1] = ours.get();
                    return last[0].equals(last[1]);
                },
                folder + " alike");
        assertThat(last[1]).isEqualTo(last[0]);
    }

    private static String sv(String verb, Path folder) throws IOException, InterruptedException {
        return run("sv", verb, folder.toString());
    }

    private static String svstat(Path folder) throws IOException, InterruptedException {
        return run("svstat", folder.toString());
    }

    private static String run(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    /** Without what differs each time. */
    private static String plain(String line, Path folder) {
        return line.strip()
                .replace(folder + ": ", "")
                .replaceAll("\\(pid \\d+\\) \\d+(s| seconds)", "P")
                .replaceAll("(?<![\\d(])\\b\\d+(s| seconds)", "D");
    }

    private static String asSv(Path folder, Status status) {
        var line = asSv(folder.toString(), status);
        var log = status.log();
        return log == null ? line : line + "; " + asSv("log", log);
    }

    private static String asSv(String name, Status status) {
        var state = switch (status.state()) {
            case UP -> "run";
            case DOWN -> "down";
            case FINISH -> "finish";
        };
        return state + ": " + name + ": " + (status.state() == State.DOWN ? "" : "(pid " + status.pid() + ") ")
                + status.uptime().toSeconds() + "s" + remarks(status) + (status.termSent() ? ", got TERM" : "");
    }

    private static String asSvstat(Path folder, Status status) {
        var state = status.pid() == null ? "down" : "up (pid " + status.pid() + ")";
        return folder + ": " + state + " " + status.uptime().toSeconds() + " seconds" + remarks(status);
    }

    private static String remarks(Status status) {
        boolean runs = status.pid() != null;
        return (runs && !status.normallyUp() ? ", normally down" : "")
                + (!runs && status.normallyUp() ? ", normally up" : "")
                + (status.paused() ? ", paused" : "")
                + (!runs && status.want() == Want.UP ? ", want up" : "")
                + (runs && status.want() == Want.DOWN ? ", want down" : "");
    }

    /** A supervisor that notes what it is told is a FIFO that we hold. */
    @ParameterizedTest
    @CsvSource({
        "UP, up, -u",
        "DOWN, down, -d",
        "ONCE, once, -o",
        "PAUSE, pause, -p",
        "CONT, cont, -c",
        "HANGUP, hup, -h",
        "ALARM, alarm, -a",
        "INTERRUPT, interrupt, -i",
        "QUIT, quit,",
        "USER1, 1,",
        "USER2, 2,",
        "TERMINATE, term, -t",
        "KILL, kill, -k",
        "EXIT, exit, -x",
        "RESTART, restart, -tcu",
    })
    void everyVerbWritesWhatSvAndSvcWrite(Control control, String verb, String option) throws Exception {
        var folder = supervised.service("held", Supervised.STEADY);
        var supervise = Files.createDirectory(folder.resolve("supervise"));
        OpenSsh.run(List.of("mkfifo", supervise + "/ok", supervise + "/control"));
        Files.write(supervise.resolve("status"), HexFormat.of().parseHex("400000006b075baa1dcd65006712000000000001"));
        try (var ok = hold(supervise.resolve("ok"));
                var held = hold(supervise.resolve("control"))) {
            assertThat(ok.isOpen()).isTrue();

            Service.at(folder).tell(control);
            var ours = taken(held);
            run("sv", "-w", "1", verb, folder.toString());
            assertThat(ours).isEqualTo(control.letters()).isEqualTo(taken(held));
            if (option != null) {
                run("svc", option, folder.toString());
                assertThat(taken(held)).isEqualTo(ours);
            }
        }
    }

    /** For both, which never waits. */
    private static FileChannel hold(Path fifo) throws IOException {
        return FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** What was written, up to a mark of our own, so that reading never waits. */
    private static String taken(FileChannel held) throws IOException {
        held.write(ByteBuffer.wrap(new byte[] {'!'}));
        var letters = ByteBuffer.allocate(64);
        while (letters.position() == 0 || letters.get(letters.position() - 1) != '!') {
            held.read(letters);
        }
        return new String(letters.array(), 0, letters.position() - 1, StandardCharsets.US_ASCII);
    }

    /** Every signal that a service can be sent arrives. */
    @Test
    void signalsArriveAsTheyAreNamed() throws Exception {
        var folder = supervised.service("listener", """
                for s in HUP ALRM INT QUIT USR1 USR2 TERM; do trap "echo $s >>got" $s; done
                echo ready >>got
                while :; do sleep 1000 & wait $!; done""");
        supervised.supervise("runsv", folder);
        var service = Service.at(folder);
        var got = folder.resolve("got");
        Supervised.until(() -> Files.exists(got) && Files.readString(got).equals("ready\n"), "ready");

        var told = "ready\n";
        for (var step : List.of("HUP", "ALRM", "INT", "QUIT", "USR1", "USR2", "TERM")) {
            switch (step) {
                case "HUP" -> service.hangup();
                case "ALRM" -> service.alarm();
                case "INT" -> service.interrupt();
                case "QUIT" -> service.quit();
                case "USR1" -> service.user1();
                case "USR2" -> service.user2();
                default -> service.terminate();
            }
            told += step + "\n";
            var all = told;
            Supervised.until(() -> Files.readString(got).equals(all), "got " + all + ", not " + Files.readString(got));
        }
        service.kill();
        Supervised.until(() -> Files.readString(got).endsWith("TERM\nready\n"), "started again after KILL");
    }

    @Test
    void aClockThatJumpsChangesTheUptimeAndNothingElse() throws Exception {
        var folder = supervised.service("steady", Supervised.STEADY);
        supervised.supervise("runsv", folder);
        Supervised.until(() -> Service.at(folder).status().state() == State.UP, "up");
        var since = Service.at(folder).status().since();

        var early = Service.at(folder, () -> Instant.EPOCH).status();
        var late = Service.at(folder, () -> since.plusSeconds(3600)).status();

        assertThat(early.uptime()).isZero();
        assertThat(late.uptime()).hasHours(1);
        assertThat(early.pid()).isEqualTo(late.pid());
        assertThat(early.since()).isEqualTo(since);
    }
}

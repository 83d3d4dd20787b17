package dt.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.inventory.Hop;
import dt.inventory.Host;
import dt.inventory.Login;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Result;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    private final RunId id = RunId.next(Told.START);
    private final List<String> warnings = new ArrayList<>();
    private final Told told = new Told();

    private Journals journals() {
        return new Journals(folder.resolve("runs"));
    }

    private Path file() {
        return journals().folder(id).resolve(Journal.FILE);
    }

    private Journal begin(String... hosts) {
        return Journal.begin(journals(), Told.head(id), Told.hosts(hosts), warnings::add);
    }

    private Told retold() throws JournalException {
        var again = new Told();
        journals().run(id).tell(again);
        return again;
    }

    @Test
    void aRunCanBeReadBeforeTheDiskHasIt() throws Exception {
        var later = new ArrayList<Runnable>();
        var journal = Journal.begin(journals(), Told.head(id), Told.hosts("a"), warnings::add, later::add);
        journal.before(told).ended(Told.okay("a", "x"));

        journal.close();
        journal.close();

        assertThat(retold().results).hasSize(1);
        assertThat(later).hasSize(1);
        later.getFirst().run();
        assertThat(retold().results).hasSize(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aResultIsFlushedBeforeTheLineIsPrinted() {
        try (var journal = begin("a")) {
            journal.before(result -> {
                        try {
                            assertThat(Files.readString(file())).contains("\"kind\":\"result\",\"host\":\"a\"");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        told.ended(result);
                    })
                    .ended(Told.okay("a", "x"));
        }
        assertThat(told.results).hasSize(1);
    }

    @Test
    void aHostIsInTheJournalBeforeItsCommandIsSent() throws Exception {
        try (var journal = begin("a")) {
            var job = journal.noting(new Job() {
                @Override
                public Outcome on(Host host, Remote remote, Output output) {
                    try {
                        assertThat(Files.readString(file())).endsWith("{\"kind\":\"sent\",\"host\":\"a\"}\n");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return new Outcome.Okay();
                }

                @Override
                public String plan(Host host) {
                    return "";
                }
            });
            assertThat(job.on(Host.named("a"), null, null)).isEqualTo(new Outcome.Okay());
        }
    }

    @Test
    void aDtThatDiedLeavesUnknownForWhatHadBeenSentAndSkippedForWhatHadNot() throws Exception {
        var journal = begin("sent", "done", "waiting");
        journal.sending(Host.named("sent"));
        journal.sending(Host.named("done"));
        journal.before(told).ended(Told.okay("done", "x"));
        Told.kill(file());

        var run = journals().run(id);

        assertThat(run.died()).isTrue();
        assertThat(run.hosts(HostState.UNKNOWN)).extracting(Host::name).containsExactly("sent");
        assertThat(run.hosts(HostState.OK)).extracting(Host::name).containsExactly("done");
        assertThat(run.hosts(HostState.SKIPPED)).extracting(Host::name).containsExactly("waiting");
        assertThat(retold().results).extracting(r -> r.host().name()).containsExactly("done", "sent", "waiting");
    }

    @Test
    void aRunThatGoesOnHasNoStateForHostsThatHaveNotEnded() throws Exception {
        try (var journal = begin("sent", "waiting")) {
            journal.sending(Host.named("sent"));

            var run = journals().run(id);

            assertThat(run.isRunning()).isTrue();
            assertThat(run.counts().total()).isZero();
            assertThat(retold().results).isEmpty();
        }
    }

    @Test
    void aLineThatWasHalfWrittenIsAsIfItWereNotThere() throws Exception {
        var journal = begin("a", "b");
        journal.sending(Host.named("a"));
        Files.writeString(file(), "{\"kind\":\"result\",\"host\":\"a\",\"sta", StandardOpenOption.APPEND);
        Told.kill(file());

        assertThat(journals().run(id).hosts(HostState.UNKNOWN))
                .extracting(Host::name)
                .containsExactly("a");
        assertThat(journals().run(id).hosts(HostState.SKIPPED))
                .extracting(Host::name)
                .containsExactly("b");
    }

    @Test
    void whereLinesMayBeMissingNothingIsTakenForSkipped() throws Exception {
        try (var journal = begin("a", "b")) {
            journal.before(told).ended(Told.okay("a", "x"));
        }
        var text = Files.readString(file());

        Files.writeString(file(), text + "no line of dt\n");
        assertThat(journals().run(id).hosts(HostState.UNKNOWN))
                .extracting(Host::name)
                .containsExactly("b");

        Files.writeString(
                file(),
                text.replaceFirst("\"boot\":\"[^\"]*\"", "\"boot\":\"earlier\"")
                        .replaceFirst("\\{\"kind\":\"end\".*\n", ""));
        assertThat(journals().run(id).hosts(HostState.UNKNOWN))
                .extracting(Host::name)
                .containsExactly("b");

        Files.writeString(file(), text);
        assertThat(journals().run(id).hosts(HostState.SKIPPED))
                .extracting(Host::name)
                .containsExactly("b");
    }

    @Test
    void outputComesBackInOrderOfArrivalWhateverItsSize() throws Exception {
        var long1 = "x".repeat(100_000);
        try (var journal = begin("a", "b")) {
            journal.before(told)
                    .ended(Told.result(
                            "a",
                            new Outcome.Failed(3),
                            new Told.Pieces(List.of(
                                    Map.entry(false, "one".getBytes(UTF_8)),
                                    Map.entry(true, "two".getBytes(UTF_8)),
                                    Map.entry(false, long1.getBytes(UTF_8))))));
            journal.before(told).ended(Told.okay("b", "ü\0"));
        }

        assertThat(retold().printed).containsExactly("one!two" + long1, "ü\0");
        assertThat(retold().results.getFirst().output().bytes()).isEqualTo(100_006);
    }

    @Provide
    static Arbitrary<Outcome> outcomes() {
        var text = Arbitraries.strings().ofMaxLength(20);
        return Arbitraries.oneOf(
                Arbitraries.just(new Outcome.Okay()),
                Arbitraries.integers().between(1, 255).map(Outcome.Failed::new),
                Arbitraries.of("TERM", "KILL").map(Outcome.Signalled::new),
                Arbitraries.longs()
                        .between(1, 1L << 50)
                        .map(n -> new Outcome.TimedOut(Duration.ofNanos(n), n % 2 == 0)),
                text.map(why -> new Outcome.Unreachable(Reason.AUTH, why)),
                text.map(Outcome.Unknown::new),
                text.map(Outcome.Killed::new),
                text.map(Outcome.Skipped::new));
    }

    @Property(tries = 200)
    void aResultIsToldAgainAsItWas(@ForAll("outcomes") Outcome outcome) throws Exception {
        folder = Files.createTempDirectory("dt-journal-");
        var was = Told.result("h", outcome, new Told.Pieces(List.of()));
        try (var journal = begin("h")) {
            journal.before(told).ended(was);
        }

        var is = retold().results.getFirst();

        assertThat(new Result(
                        is.host(),
                        is.module(),
                        is.outcome(),
                        was.output(),
                        is.connection(),
                        is.start(),
                        is.ran(),
                        is.attempt()))
                .isEqualTo(was);
        Files.delete(file());
        Files.delete(journals().folder(id).resolve(Journal.OUTPUT));
        Files.delete(journals().folder(id));
        Files.delete(journals().folder());
        Files.delete(folder);
    }

    @Test
    void hostsThatNoInventoryKnowsComeBackWithTheirWayToThem() throws Exception {
        var login = new Login(
                "10.0.0.5",
                2222,
                "root",
                List.of(new Hop("ops", "::1", 22), new Hop(null, "gate", null)),
                List.of("~/.ssh/db"));
        var host = new Host("root@db1:2222", "db1", login, Set.of(), Map.of());
        try (var journal = Journal.begin(journals(), Told.head(id), List.of(host), warnings::add)) {
            assertThat(journal.isGivenUp()).isFalse();
        }

        assertThat(journals().run(id).hosts()).containsExactly(host);
        assertThat(journals().run(id).head()).isEqualTo(Told.head(id));
    }

    @Test
    void nobodyElseMayReadIt() throws Exception {
        try (var journal = begin("a")) {
            assertThat(journal.isGivenUp()).isFalse();
        }

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(journals().folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderThatCannotBeMadeIsOneWarningAndTheRunGoesOn() throws Exception {
        Files.writeString(folder.resolve("runs"), "a file");

        try (var journal = begin("a", "b")) {
            journal.sending(Host.named("a"));
            journal.before(told).ended(Told.okay("a", "x"));
            journal.before(told).ended(Told.okay("b", "x"));
        }

        assertThat(told.results).hasSize(2);
        assertThat(warnings).hasSize(1);
        assertThat(warnings.getFirst())
                .startsWith("this run is not remembered: cannot write " + folder)
                .contains("--no-journal");
    }

    @Test
    void aRunWhoseJournalWasGivenUpMayHaveRunAnywhere() throws Exception {
        try (var journal = begin("a", "b")) {
            journal.before(told).ended(Told.okay("a", "x"));
            Files.move(file(), file().resolveSibling(Journal.INCOMPLETE));
        }
        var run = journals().run(id);

        assertThat(run.isRunning()).isFalse();
        assertThat(run.hosts(HostState.OK)).extracting(Host::name).containsExactly("a");
        assertThat(run.hosts(HostState.UNKNOWN)).extracting(Host::name).containsExactly("b");
    }

    @Test
    void garbageIsNoRun() throws Exception {
        Files.createDirectories(journals().folder(id));
        Files.write(file(), new byte[] {0, 1, 2, (byte) 0xff});

        assertThatThrownBy(() -> journals().run(id))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("the run " + id + " cannot be read");
        Files.delete(file());
        assertThatThrownBy(() -> journals().run(id)).isInstanceOf(JournalException.class);
    }
}

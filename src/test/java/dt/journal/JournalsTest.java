package dt.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalsTest {
    private static final Instant NOW = Instant.parse("2026-02-28T00:00:00Z");

    @TempDir
    Path folder;

    private Journals journals;

    @BeforeEach
    void there() {
        journals = new Journals(folder);
    }

    private RunId ended(String id, int bytes) {
        var run = new RunId(id);
        try (var journal = Journal.begin(journals, Told.head(run), Told.hosts("a"), w -> {})) {
            journal.before(new Told()).ended(Told.okay("a", "x".repeat(bytes)));
        }
        return run;
    }

    @Test
    void theNewestComesFirstAndStrangersAreLeftOut() throws Exception {
        var old = ended("20260101-000000-aaaa", 1);
        var young = ended("20260201-000000-aaaa", 1);
        Files.createDirectory(folder.resolve("20269999-000000-aaaa"));
        Files.writeString(folder.resolve("notes"), "");

        assertThat(journals.ids()).containsExactly(young, old);
    }

    @Test
    void idsSortByTimeAlsoWithinASecond() {
        var instants = Stream.of(0, 1, 35, 36, 999, 500_000, 999_999)
                .map(micros -> Told.START.truncatedTo(ChronoUnit.SECONDS).plusNanos(micros * 1000L))
                .toList();
        var ids = instants.stream().map(RunId::next).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(ids.getFirst()).hasToString("20260203-040506-0000");
        assertThat(ids).allMatch(id -> id.start().equals(instants.getFirst()));
    }

    @Test
    void lastIsTheNewestThatHasEnded() throws Exception {
        var old = ended("20260101-000000-aaaa", 1);
        try (var going = Journal.begin(journals, Told.head(new RunId("20260201-000000-aaaa")), List.of(), w -> {})) {
            assertThat(going.isGivenUp()).isFalse();
            assertThat(journals.find("last").head().id()).isEqualTo(old);
        }
        assertThat(journals.find("last").head().id().text()).isEqualTo("20260201-000000-aaaa");
    }

    @Test
    void aBeginningIsEnoughWhenOnlyOneHasIt() throws Exception {
        ended("20260101-000000-aaaa", 1);
        ended("20260101-000000-bbbb", 1);

        assertThat(journals.find("20260101-000000-b").head().id().text()).isEqualTo("20260101-000000-bbbb");
        assertThatThrownBy(() -> journals.find("2026")).hasMessageContaining("2 runs begin with 2026");
        assertThatThrownBy(() -> journals.find("2027")).hasMessage("there is no run 2027; dt runs lists them");
    }

    @Test
    void withoutAnyRunThereIsNoLast() {
        assertThatThrownBy(() -> new Journals(folder.resolve("none")).find("last"))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("no run is remembered");
    }

    @Test
    void keptThirtyDays() throws Exception {
        ended("20260128-235959-aaaa", 1);
        var young = ended("20260129-000001-aaaa", 1);
        var newest = ended("20260201-000000-aaaa", 1);

        Retention.USUAL.sweep(journals, NOW.plus(Duration.ofHours(0)));

        assertThat(journals.ids()).containsExactly(newest, young);
    }

    @Test
    void keptUpToOneGibibyteAndTheNewestWhateverItsSize() throws Exception {
        ended("20260210-000000-aaaa", 10_000);
        var second = ended("20260211-000000-aaaa", 10_000);
        var newest = ended("20260212-000000-aaaa", 10_000);

        new Retention(Duration.ofDays(30), 25_000).sweep(journals, NOW);
        assertThat(journals.ids()).containsExactly(newest, second);
        new Retention(Duration.ofDays(30), 1).sweep(journals, NOW);
        assertThat(journals.ids()).containsExactly(newest);
        assertThat(Retention.USUAL.bytes()).isEqualTo(1L << 30);
    }

    @Test
    void aRunThatGoesOnIsNotRemovedNorIsWhatDtDidNotMake() throws Exception {
        var going = new RunId("20250101-000000-aaaa");
        var foreign = ended("20250201-000000-aaaa", 1);
        Files.writeString(folder.resolve(foreign.text()).resolve("notes"), "mine");
        var newest = ended("20260212-000000-aaaa", 1);
        try (var journal = Journal.begin(journals, Told.head(going), Told.hosts("a"), w -> {})) {
            assertThat(journal.isGivenUp()).isFalse();
            assertThatThrownBy(() -> Retention.USUAL.sweep(journals, NOW)).hasMessageContaining("cannot remove");
            Files.delete(folder.resolve(foreign.text()).resolve("notes"));
            Retention.USUAL.sweep(journals, NOW);

            assertThat(journals.ids()).containsExactly(newest, going);
        }
    }

    @Test
    void aRunThatWasKilledBeforeItsJournalSaidWhatItIsIsNone() throws Exception {
        var half = new RunId("20260101-000000-aaaa");
        journals.create(half);

        assertThat(journals.ids()).isEmpty();
        Retention.USUAL.sweep(journals, NOW);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tidyingIsDoneOnceAnHour() throws Exception {
        var newest = ended("20260212-000000-aaaa", 1);
        Retention.USUAL.sweepAfter(newest, journals, NOW);
        ended("20250101-000000-aaaa", 1);

        Retention.USUAL.sweepAfter(newest, journals, NOW.plus(Duration.ofMinutes(59)));
        assertThat(journals.ids()).hasSize(2);
        Retention.USUAL.sweepAfter(newest, journals, NOW.plus(Duration.ofMinutes(61)));
        assertThat(journals.ids()).containsExactly(newest);
    }

    @Test
    void oneRunAtATimeHasTheLockOfAName() throws Exception {
        var first = new RunId("20260101-000000-aaaa");
        var second = new RunId("20260101-000000-bbbb");
        var locks = folder.resolve("locks");
        try (var _ = RunLock.take(locks, "deploy", first);
                var _ = RunLock.take(locks, "other", second)) {
            assertThatThrownBy(() -> RunLock.take(locks, "deploy", second))
                    .isInstanceOf(JournalException.class)
                    .hasMessageStartingWith("not run: the lock deploy is held by the run " + first);
        }
        RunLock.take(locks, "deploy", second).close();
    }

    @Test
    void aLockOfADeadProcessIsFree() throws Exception {
        var locks = Files.createDirectory(folder.resolve("locks"));
        var owner = Owner.here();
        Files.writeString(
                locks.resolve("deploy"),
                String.join("\n", "20260101-000000-aaaa", owner.machine(), owner.boot(), "" + owner.pid(), "1", ""));

        RunLock.take(locks, "deploy", new RunId("20260101-000000-bbbb")).close();
    }

    @Test
    void ofManyWhoWantALockOneGetsIt() throws Exception {
        var locks = folder.resolve("locks");
        var got = new ArrayList<RunLock>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 16; i++) {
            var run = new RunId("20260101-000000-aa" + (10 + i));
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    var lock = RunLock.take(locks, "deploy", run);
                    synchronized (got) {
                        got.add(lock);
                    }
                } catch (JournalException held) {
                    assertThat(held).hasMessageContaining("is held by");
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(got).hasSize(1);
        got.getFirst().close();
    }

    @Test
    void aLockFolderThatCannotBeWrittenIsSaid() throws IOException {
        var file = Files.writeString(folder.resolve("locks"), "");

        assertThatThrownBy(() -> RunLock.take(file, "deploy", new RunId("20260101-000000-bbbb")))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("not run: the lock deploy cannot be taken");
    }
}

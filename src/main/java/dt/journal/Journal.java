package dt.journal;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Observer;
import dt.module.Result;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run that goes on. Each line is with the kernel before the call that writes it returns, so that it
 * outlives dt. At the end of the run it is forced to the disk, for which nobody has to wait who goes on living.
 *
 * <p>It never fails a run: what cannot be written is told once, and the journal is then given up and marked as such.
 */
public final class Journal implements AutoCloseable {
    static final String FILE = "journal";
    static final String OUTPUT = "output";
    /** What the file is called when lines may be missing: a host that it does not tell of may have run. */
    static final String INCOMPLETE = "journal.incomplete";

    private final Path folder;
    private final Consumer<String> warn;
    private final Executor disk;
    private final int hosts;
    private final Set<String> sent = new HashSet<>();
    private final EnumMap<HostState, Integer> counts = new EnumMap<>(HostState.class);
    private @Nullable FileOutputStream lines;
    private @Nullable OutputFile output;
    private boolean closed;
    private boolean givenUp;

    private Journal(Path folder, int hosts, Consumer<String> warn, Executor disk) {
        this.folder = folder;
        this.hosts = hosts;
        this.warn = warn;
        this.disk = disk;
    }

    /**
     * Begins the journal of a run.
     *
     * @param warn is told, at most once, why the run is not remembered
     */
    public static Journal begin(Journals journals, Head head, List<Host> hosts, Consumer<String> warn) {
        return begin(journals, head, hosts, warn, Runnable::run);
    }

    /**
     * The same.
     *
     * @param disk waits for the disk when the run has ended; everything can be read before that
     */
    public static Journal begin(Journals journals, Head head, List<Host> hosts, Consumer<String> warn, Executor disk) {
        var journal = new Journal(journals.folder(head.id()), hosts.size(), warn, disk);
        journal.open(journals, head, hosts);
        return journal;
    }

    private synchronized void open(Journals journals, Head head, List<Host> all) {
        var beginning = journals.beginning(head.id());
        try {
            journals.create(head.id());
            lines = new FileOutputStream(beginning.resolve(FILE).toFile(), true);
            output = new OutputFile(beginning.resolve(OUTPUT));
            var text = new ByteArrayOutputStream();
            text.write(HeadLine.of(head, Owner.here(), all.size()));
            for (var host : all) {
                text.write(HostLine.of(host));
            }
            lines.write(text.toByteArray());
            Files.move(beginning, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            giveUp(e);
            Retention.removeQuietly(beginning);
        }
    }

    /** The job, with a note in the journal on the host's own thread before it begins there. */
    public Job noting(Job job) {
        return new NotedJob(job, this);
    }

    /** An observer that puts each result into the journal before it hands it on. */
    public Observer before(Observer next) {
        return new Noted(next);
    }

    /** The host is about to get something: from here on it may have run. Called from many threads. */
    synchronized void sending(Host host) {
        if (sent.add(host.label())) {
            write(new Line("sent").with("host", host.label()).bytes());
        }
    }

    private synchronized void ended(Result result) {
        if (output != null) {
            try {
                long from = output.end();
                boolean whole = output.add(result.output());
                boolean cut = !whole || result.output().truncated();
                write(ResultLine.of(result, from, output.end() - from, cut));
            } catch (IOException e) {
                giveUp(e);
            }
        }
        sent.remove(result.host().label());
        counts.merge(HostState.of(result.outcome()), 1, Integer::sum);
    }

    private void write(byte[] line) {
        if (lines == null || closed) {
            return;
        }
        try {
            lines.write(line);
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** Whether it was told that this run is not remembered. */
    public synchronized boolean isGivenUp() {
        return givenUp;
    }

    private void giveUp(IOException why) {
        shut();
        givenUp = true;
        warn.accept("this run is not remembered: cannot write " + folder + ": " + Journals.reason(why)
                + "; make it writable and free space, or run with --no-journal");
        try {
            // A name can be changed where no byte can be written any more.
            if (Files.exists(folder.resolve(FILE))) {
                Files.move(folder.resolve(FILE), folder.resolve(INCOMPLETE));
            }
        } catch (IOException e) {
            // It was told already that this run is not remembered.
        }
    }

    private void shut() {
        close(lines);
        close(output);
        lines = null;
        output = null;
    }

    private static void close(@Nullable Closeable file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // What was written was handed over before; closing adds nothing.
        }
    }

    /** Ends the journal; hosts that no result came for are counted by whether they had been sent anything. */
    @Override
    public synchronized void close() {
        if (lines == null || output == null || closed) {
            return;
        }
        int told = counts.values().stream().mapToInt(Integer::intValue).sum();
        counts.merge(HostState.UNKNOWN, sent.size(), Integer::sum);
        counts.merge(HostState.SKIPPED, hosts - told - sent.size(), Integer::sum);
        var end = new Line("end");
        counts.forEach((state, number) -> end.with(state.word(), number));
        write(end.bytes());
        closed = true;
        disk.execute(this::force);
    }

    /** Results of a run come before its end line, should the power fail in between. */
    private synchronized void force() {
        try {
            if (output != null && lines != null) {
                output.force();
                lines.getFD().sync();
            }
        } catch (IOException e) {
            giveUp(e);
        }
        shut();
    }

    private final class Noted implements Observer {
        private final Observer next;

        Noted(Observer next) {
            this.next = next;
        }

        @Override
        public void started(Host host) {
            next.started(host);
        }

        @Override
        public void printed(Host host, boolean error, byte[] bytes) {
            next.printed(host, error, bytes);
        }

        @Override
        public boolean wantsOutput() {
            return next.wantsOutput();
        }

        @Override
        public void ended(Result result) {
            Journal.this.ended(result);
            next.ended(result);
        }
    }
}

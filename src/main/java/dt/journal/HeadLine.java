package dt.journal;

import java.time.DateTimeException;
import java.time.Instant;

/** The first line of a journal, and back. */
final class HeadLine {
    static final String KIND = "run";
    private static final int VERSION = 1;

    private HeadLine() {}

    static byte[] of(Head head, Owner owner, int hosts) {
        return new Line(KIND)
                .with("v", VERSION)
                .with("run", head.id().text())
                .with("start", head.start().toString())
                .with("user", head.user())
                .with("machine", owner.machine())
                .with("boot", owner.boot())
                .with("pid", owner.pid())
                .with("began", owner.began())
                .with("folder", head.folder())
                .with("selector", head.selector())
                .with("module", head.module())
                .with("words", head.words())
                .with("options", head.options())
                .with("masked", head.masked())
                .with("hosts", hosts)
                .bytes();
    }

    static Head read(Fields line) throws JournalException {
        try {
            if (line.number("v") > VERSION) {
                throw new JournalException("a newer dt wrote it; read it with that one");
            }
            return new Head(
                    new RunId(line.text("run")),
                    Instant.parse(line.text("start")),
                    line.text("user"),
                    line.text("folder"),
                    line.text("selector"),
                    line.text("module"),
                    line.texts("words"),
                    line.texts("options"),
                    line.flag("masked"));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new JournalException("its first line is wrong: " + e.getMessage());
        }
    }

    static Owner owner(Fields line) throws JournalException {
        return new Owner(line.text("machine"), line.text("boot"), line.number("pid"), line.number("began"));
    }
}

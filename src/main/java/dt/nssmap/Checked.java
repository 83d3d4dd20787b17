package dt.nssmap;

import java.util.List;

/** What became of reading a config. */
public sealed interface Checked {
    /** It has no mistake. */
    record Right(NssmapConf conf) implements Checked {}

    /** The library would refuse it for the first problem; the rest are those that could be seen besides. */
    record Wrong(List<Problem> problems) implements Checked {
        public Wrong {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a config, whose bytes are the characters of the text (ISO 8859-1). */
    static Checked of(String text) {
        return new ConfReader(text).read();
    }
}

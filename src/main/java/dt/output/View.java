package dt.output;

import java.io.IOException;

/** A way to show a run to a person. Told of each host as it ends, from one thread. */
public interface View {
    /** A host is done. */
    void show(Seen seen) throws IOException;

    /** There are no more hosts; called once. */
    void finish() throws IOException;
}

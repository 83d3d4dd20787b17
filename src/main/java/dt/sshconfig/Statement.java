package dt.sshconfig;

import java.util.List;

/** One line of a block that was found right. */
sealed interface Statement {
    record Assign(Key key, List<Said> values) implements Statement {}

    /** Whole files, in the place of an {@code Include}. */
    record Included(List<Blocks> files) implements Statement {
        public Included {
            files = List.copyOf(files);
        }
    }
}

package dt.inventory;

import java.util.List;

/** An inventory, or another file of dt, is wrong or cannot be read. Nothing of it is used. */
public final class InventoryException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * One thing that is wrong.
     *
     * @param message what, and after a semicolon what to do
     */
    public record Problem(Place place, String message) {
        @Override
        public String toString() {
            return place + ": " + message;
        }
    }

    private final transient List<Problem> problems;

    /** The message has a line for each problem. */
    public InventoryException(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::toString).toList()));
        this.problems = List.copyOf(problems);
    }

    /** One problem. */
    public InventoryException(Place place, String message) {
        this(List.of(new Problem(place, message)));
    }

    /** What is wrong, in the order of the files and lines; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}

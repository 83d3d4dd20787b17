package dt.web;

import org.jspecify.annotations.Nullable;

/** An order was not carried out: nothing was run anywhere. The message says why, for a person. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final @Nullable Integer position;
    private final @Nullable Integer hosts;

    /**
     * Something is wrong with the words.
     *
     * @param position which character of the selector, or null
     */
    public Refused(String why, @Nullable Integer position) {
        this(why, position, null);
    }

    private Refused(String why, @Nullable Integer position, @Nullable Integer hosts) {
        super(why);
        this.position = position;
        this.hosts = hosts;
    }

    /** The person has to say yes to this number of hosts first. */
    public static Refused unlessConfirmed(int hosts) {
        return new Refused("this runs on " + hosts + (hosts == 1 ? " host" : " hosts"), null, hosts);
    }

    /** Which character of the selector is wrong, or null. */
    public @Nullable Integer position() {
        return position;
    }

    /** The number to be confirmed, or null where that would not help. */
    public @Nullable Integer hosts() {
        return hosts;
    }
}

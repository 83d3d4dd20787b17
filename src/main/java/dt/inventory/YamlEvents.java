package dt.inventory;

/**
 * A YAML document, walked through from its start to its end. Texts are given as written: whether {@code 022} is a number
 * is for the reader to know.
 */
sealed interface YamlEvents permits PlainYaml, FullYaml {
    /** What comes next. */
    enum Kind {
        /** A mapping begins; its keys and values follow in turn. */
        MAPPING,
        /** A sequence begins. */
        SEQUENCE,
        SCALAR,
        /** The innermost mapping or sequence ends. */
        END,
        /** The document ends. An empty document has nothing else. */
        DONE
    }

    /** Goes on to the next event. */
    Kind next() throws InventoryException;

    /** The text of the scalar. */
    String text();

    /** Whether the scalar was written without quotes. */
    boolean isPlain();

    /** The line of the event, from 1. */
    int line();

    /** The column of the event, from 1. */
    int column();
}

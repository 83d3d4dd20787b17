package dt.selector;

import java.util.List;

/** A selector that was found right. Prints as it was typed. */
public sealed interface Selector {
    /** The part of the selector that this is, as typed. */
    String text();

    record All(String text) implements Selector {
        @Override
        public String toString() {
            return text;
        }
    }

    record Nil(String text) implements Selector {
        @Override
        public String toString() {
            return text;
        }
    }

    record Out(String text) implements Selector {
        @Override
        public String toString() {
            return text;
        }
    }

    record Tagged(String text, TagTest test) implements Selector {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Hosts whose name matches.
     *
     * @param regex a regular expression of java.util.regex
     */
    record Named(String text, NamePattern regex) implements Selector {
        @Override
        public String toString() {
            return text;
        }
    }

    record Listed(String text, List<HostItem> items) implements Selector {
        public Listed {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Running instances of EC2.
     *
     * @param filter what follows {@code ec2:}
     */
    record Ec2(String text, String filter) implements Selector {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Hosts of an earlier run.
     *
     * @param words what follows {@code run:}
     */
    record Run(String text, String words) implements Selector {
        @Override
        public String toString() {
            return text;
        }
    }

    record Not(String text, Selector inner) implements Selector {
        @Override
        public String toString() {
            return text;
        }
    }

    record Both(String text, Selector left, Selector right) implements Selector {
        @Override
        public String toString() {
            return text;
        }
    }

    record Either(String text, Selector left, Selector right) implements Selector {
        @Override
        public String toString() {
            return text;
        }
    }
}

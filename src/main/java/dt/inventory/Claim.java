package dt.inventory;

import java.util.List;

/** One value that a file gives to a host, and where. Applied in the order of the files, they make the host. */
sealed interface Claim {
    int line();

    int column();

    void applyTo(Draft draft);

    /** What the value is of, as the YAML form calls it. */
    String key();

    /** The value, as a person would write it. */
    String text();

    record Address(String text, int line, int column) implements Claim {
        @Override
        public void applyTo(Draft draft) {
            draft.address = text;
        }

        @Override
        public String key() {
            return "address";
        }
    }

    record Port(int port, int line, int column) implements Claim {
        @Override
        public void applyTo(Draft draft) {
            draft.port = port;
        }

        @Override
        public String key() {
            return "port";
        }

        @Override
        public String text() {
            return Integer.toString(port);
        }
    }

    record User(String text, int line, int column) implements Claim {
        @Override
        public void applyTo(Draft draft) {
            draft.user = text;
        }

        @Override
        public String key() {
            return "user";
        }
    }

    record Jump(List<Hop> hops, int line, int column) implements Claim {
        @Override
        public void applyTo(Draft draft) {
            draft.jump = hops;
        }

        @Override
        public String key() {
            return "jump";
        }

        @Override
        public String text() {
            return hops.isEmpty()
                    ? "none"
                    : String.join(",", hops.stream().map(Hop::toString).toList());
        }
    }

    record Identity(List<String> files, int line, int column) implements Claim {
        @Override
        public void applyTo(Draft draft) {
            draft.identities = files;
        }

        @Override
        public String key() {
            return "identity";
        }

        @Override
        public String text() {
            return String.join(",", files);
        }
    }

    /** A tag, or one to take away: then with {@code -} in front. */
    record Tag(String text, int line, int column) implements Claim {
        @Override
        public void applyTo(Draft draft) {
            if (text.charAt(0) == '-') {
                draft.tags.remove(text.substring(1));
            } else {
                draft.tags.add(text);
            }
        }

        @Override
        public String key() {
            return "tags";
        }
    }

    record Var(String name, String text, int line, int column) implements Claim {
        @Override
        public void applyTo(Draft draft) {
            draft.vars.put(name, text);
        }

        @Override
        public String key() {
            return "vars." + name;
        }
    }
}

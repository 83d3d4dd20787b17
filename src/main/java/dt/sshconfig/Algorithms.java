package dt.sshconfig;

import java.util.List;

/** Which algorithms to offer, the best first: OpenSSH 9.2's lists, changed as the configuration asks. */
public record Algorithms(Names kex, Names ciphers, Names macs, Names hostKeys, Names publicKeys, Names caSignatures) {

    /**
     * One list.
     *
     * @param asked the configuration names this list; if not, it is ssh's own, and the engine may prefer its own
     */
    public record Names(List<String> names, boolean asked) {
        public Names {
            names = List.copyOf(names);
        }

        /** As {@code ssh -G} prints it. */
        @Override
        public String toString() {
            return String.join(",", names);
        }
    }
}

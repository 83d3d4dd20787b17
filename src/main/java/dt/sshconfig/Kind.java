package dt.sshconfig;

/** What kind of value a keyword has. */
enum Kind {
    ADDING,
    ADDRESS_FAMILY,
    AGENT,
    ASSIGNMENTS,
    CANONICALIZE,
    CA_SIGNATURES,
    CIPHERS,
    COMMAND,
    COMPRESSION,
    FILES,
    FLAG,
    JUMP,
    KEX,
    KEY_ALGORITHMS,
    MACS,
    NUMBER,
    PORT,
    PUBLIC_KEY,
    STRICT,
    TIME,
    TTY,
    VARIABLE_NAMES,
    WORD,
    YES_NO_ASK;

    Reader reader() {
        return switch (this) {
            case ADDING -> Readers::adding;
            case ADDRESS_FAMILY -> Readers.ADDRESS_FAMILY;
            case AGENT -> Readers::agent;
            case ASSIGNMENTS -> Readers::assignments;
            case CANONICALIZE -> Readers.CANONICALIZE;
            case CA_SIGNATURES -> AlgorithmFamily.CA_SIGNATURE;
            case CIPHERS -> AlgorithmFamily.CIPHER;
            case COMMAND -> Readers::command;
            case COMPRESSION -> Readers.COMPRESSION;
            case FILES -> Readers::files;
            case FLAG -> Readers.FLAG;
            case JUMP -> Readers::jump;
            case KEX -> AlgorithmFamily.KEX;
            case KEY_ALGORITHMS -> AlgorithmFamily.KEY;
            case MACS -> AlgorithmFamily.MAC;
            case NUMBER -> Readers::number;
            case PORT -> Readers::port;
            case PUBLIC_KEY -> Readers.PUBLIC_KEY;
            case STRICT -> Readers.STRICT;
            case TIME -> Readers::time;
            case TTY -> Readers.TTY;
            case VARIABLE_NAMES -> Readers::variableNames;
            case WORD -> Readers::word;
            case YES_NO_ASK -> Readers.YES_NO_ASK;
        };
    }
}

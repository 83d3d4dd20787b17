package dt.inventory;

import java.nio.charset.StandardCharsets;

/**
 * Reads the plain part of YAML that nearly every inventory keeps to, some ten times as fast as a whole YAML reader: block
 * mappings, block sequences of scalars, flow collections that end on their line, scalars of one line without escapes,
 * comments, all in ASCII. Throws {@link NotPlain} at the first thing it is not sure of, never guesses, and never says
 * that a text is wrong: {@link FullYaml} then reads the text anew. Both give the same events for a text that both read.
 */
final class PlainYaml implements YamlEvents {
    /** This text needs the whole of YAML. */
    static final class NotPlain extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotPlain() {
            super("not plain", null, false, false);
        }
    }

    private static final int DEEPEST = 12;
    private static final int LONGEST_KEY = 128;

    private static final byte BLOCK_MAPPING = 0;
    private static final byte BLOCK_SEQUENCE = 1;
    private static final byte FLOW_MAPPING = 2;
    private static final byte FLOW_SEQUENCE = 3;

    private final byte[] bytes;
    private final Spellings spellings = new Spellings();

    private int at;
    private int lineStart;
    private int lineNumber = 1;

    /** The collections that are open, and where the blocks among them are indented to. */
    private final byte[] open = new byte[DEEPEST];

    private final int[] indents = new int[DEEPEST];
    private int depth;

    /** A key was given, its value comes next. */
    private boolean valueIsDue;

    private boolean started;
    private boolean firstInFlow;

    private String text = "";
    private boolean plain;
    private int line;
    private int column;

    PlainYaml(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean isPlain() {
        return plain;
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public int column() {
        return column;
    }

    @Override
    public Kind next() {
        if (!started) {
            return start();
        }
        if (depth == 0) {
            return Kind.DONE;
        }
        return switch (open[depth - 1]) {
            case FLOW_MAPPING, FLOW_SEQUENCE -> inFlow();
            default -> valueIsDue ? value() : inBlock();
        };
    }

    private Kind start() {
        started = true;
        toContent();
        if (startsWith("---")) {
            at += 3;
            endLine();
            toContent();
            if (at == bytes.length) {
                throw new NotPlain();
            }
        }
        if (at == bytes.length) {
            mark(at);
            return Kind.DONE;
        }
        if (at != lineStart) {
            throw new NotPlain();
        }
        return openBlock();
    }

    private boolean startsWith(String word) {
        return bytes.length - at >= word.length()
                && new String(bytes, at, word.length(), StandardCharsets.ISO_8859_1).equals(word);
    }

    /** The next key, item or end of a block; stands at the start of the line's content, or at the end of the text. */
    private Kind inBlock() {
        var indent = at == bytes.length ? -1 : at - lineStart;
        var sequence = open[depth - 1] == BLOCK_SEQUENCE;
        var mine = indents[depth - 1];
        if (indent == mine && sequence == isItem()) {
            if (sequence) {
                at++;
                skipSpaces();
                return scalar(false);
            }
            return key();
        }
        if (indent < mine || (indent == mine && sequence)) {
            depth--;
            mark(at);
            if (indent > (depth == 0 ? -1 : indents[depth - 1])) {
                throw new NotPlain();
            }
            return Kind.END;
        }
        throw new NotPlain();
    }

    private Kind key() {
        var from = at;
        readScalar(false, true);
        if (at - from > LONGEST_KEY || at == bytes.length || bytes[at] != ':') {
            throw new NotPlain();
        }
        at++;
        valueIsDue = true;
        return Kind.SCALAR;
    }

    /** What follows the colon of a key in a block. */
    private Kind value() {
        valueIsDue = false;
        var colon = at;
        var lineOfKey = lineNumber;
        var columnAfterColon = colon - lineStart + 1;
        if (skipSpaces() == 0 && at < bytes.length && bytes[at] != '\n') {
            throw new NotPlain();
        }
        if (at < bytes.length && bytes[at] != '\n' && bytes[at] != '#') {
            return bytes[at] == '[' || bytes[at] == '{' ? openFlow() : scalar(false);
        }
        toContent();
        var indent = at == bytes.length ? -1 : at - lineStart;
        var mine = indents[depth - 1];
        if (indent > mine || (indent == mine && isItem())) {
            return openBlock();
        }
        text = "";
        plain = true;
        line = lineOfKey;
        column = columnAfterColon;
        return Kind.SCALAR;
    }

    private Kind openBlock() {
        var sequence = isItem();
        push(sequence ? BLOCK_SEQUENCE : BLOCK_MAPPING);
        indents[depth - 1] = at - lineStart;
        mark(at);
        return sequence ? Kind.SEQUENCE : Kind.MAPPING;
    }

    private Kind openFlow() {
        var sequence = bytes[at] == '[';
        push(sequence ? FLOW_SEQUENCE : FLOW_MAPPING);
        indents[depth - 1] = indents[Math.max(0, depth - 2)];
        firstInFlow = true;
        mark(at);
        at++;
        return sequence ? Kind.SEQUENCE : Kind.MAPPING;
    }

    private Kind inFlow() {
        var sequence = open[depth - 1] == FLOW_SEQUENCE;
        skipSpaces();
        if (valueIsDue) {
            valueIsDue = false;
            return flowValue();
        }
        if (peek() == (sequence ? ']' : '}')) {
            return closeFlow();
        }
        if (!firstInFlow) {
            if (peek() != ',') {
                throw new NotPlain();
            }
            at++;
            skipSpaces();
        }
        firstInFlow = false;
        if (sequence) {
            return flowValue();
        }
        readScalar(true, true);
        if (peek() != ':' || at + 1 == bytes.length || bytes[at + 1] != ' ') {
            throw new NotPlain();
        }
        at++;
        valueIsDue = true;
        return Kind.SCALAR;
    }

    private Kind flowValue() {
        return peek() == '[' || peek() == '{' ? openFlow() : scalar(true);
    }

    private Kind closeFlow() {
        mark(at);
        at++;
        depth--;
        firstInFlow = false;
        if (open[depth - 1] == BLOCK_MAPPING) {
            endLine();
            toContent();
        }
        return Kind.END;
    }

    private int peek() {
        return at < bytes.length ? bytes[at] : -1;
    }

    /** A scalar that is a value or an item; in a block nothing but a comment may follow it. */
    private Kind scalar(boolean flow) {
        readScalar(flow, false);
        if (!flow) {
            endLine();
            toContent();
        }
        return Kind.SCALAR;
    }

    private void readScalar(boolean flow, boolean key) {
        var first = peek();
        mark(at);
        if (first == '\'' || first == '"') {
            readQuoted(first);
            return;
        }
        var from = at;
        var to = Letters.plainEnd(bytes, from, flow, key);
        if (to < 0) {
            throw new NotPlain();
        }
        at = to;
        text = spellings.of(bytes, from, to);
        plain = true;
    }

    private void readQuoted(int quote) {
        var from = ++at;
        while (at < bytes.length && bytes[at] != quote) {
            if (bytes[at] < ' ' || bytes[at] == 0x7f || bytes[at] == '\\') {
                throw new NotPlain();
            }
            at++;
        }
        // Two quotes in a row stand for one in the text.
        if (at >= bytes.length - 1 || bytes[at + 1] == quote) {
            throw new NotPlain();
        }
        text = spellings.of(bytes, from, at);
        plain = false;
        at++;
    }

    private boolean isItem() {
        return at + 1 < bytes.length && bytes[at] == '-' && bytes[at + 1] == ' ';
    }

    private int skipSpaces() {
        var from = at;
        while (at < bytes.length && bytes[at] == ' ') {
            at++;
        }
        return at - from;
    }

    /** Goes over blanks and a comment to the end of the line. */
    private void endLine() {
        var blanks = skipSpaces();
        if (at < bytes.length && bytes[at] == '#' && blanks > 0) {
            at = Letters.commentEnd(bytes, at);
        }
        if (at < bytes.length && bytes[at] != '\n') {
            throw new NotPlain();
        }
    }

    /** Goes on to the first line with something on it, from the end of a line or the start of one. */
    private void toContent() {
        while (at < bytes.length) {
            if (bytes[at] == '\n') {
                at++;
                lineNumber++;
                lineStart = at;
            }
            skipSpaces();
            if (at < bytes.length && bytes[at] == '#') {
                at = Letters.commentEnd(bytes, at);
            }
            if (at < bytes.length && bytes[at] != '\n') {
                return;
            }
        }
    }

    private void push(byte kind) {
        if (depth == DEEPEST) {
            throw new NotPlain();
        }
        open[depth++] = kind;
    }

    private void mark(int offset) {
        line = lineNumber;
        column = offset - lineStart + 1;
    }
}

package dt.journal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one line of a journal: a flat JSON object (RFC 8259). By hand, as a run of a second cannot wait for a library. */
final class Line {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder(128);

    Line(String kind) {
        text.append('{');
        with("kind", kind);
    }

    Line with(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    Line with(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    Line with(String name, boolean value) {
        name(name);
        text.append(value);
        return this;
    }

    Line with(String name, List<String> values) {
        name(name);
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            string(values.get(i));
        }
        text.append(']');
        return this;
    }

    /** The field, unless there is nothing to say. */
    Line maybe(String name, @Nullable String value) {
        return value == null ? this : with(name, value);
    }

    byte[] bytes() {
        return (text + "}\n").getBytes(StandardCharsets.UTF_8);
    }

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        string(name);
        text.append(':');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                // A lone surrogate has no UTF-8; as an escape it survives.
                text.append("\\u")
                        .append(HEX.charAt(c >> 12 & 15))
                        .append(HEX.charAt(c >> 8 & 15))
                        .append(HEX.charAt(c >> 4 & 15))
                        .append(HEX.charAt(c & 15));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}

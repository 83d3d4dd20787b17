package dt.journal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one line, each of the type that it is to have. */
record Fields(Map<String, Object> line) {
    String text(String name) throws JournalException {
        var value = maybe(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    @Nullable
    String maybe(String name) {
        return line.get(name) instanceof String text ? text : null;
    }

    long number(String name) throws JournalException {
        var value = maybeNumber(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    @Nullable
    Long maybeNumber(String name) {
        return line.get(name) instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }

    boolean has(String name) {
        return line.containsKey(name);
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(line.get(name));
    }

    List<String> texts(String name) throws JournalException {
        if (line.get(name) instanceof List<?> values) {
            return values.stream().map(String::valueOf).toList();
        }
        throw missing(name);
    }

    private static JournalException missing(String name) {
        return new JournalException("a line has no " + name);
    }
}

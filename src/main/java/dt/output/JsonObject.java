package dt.output;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object on one line, field after field; nothing is held. */
final class JsonObject {
    private final Sink out;
    private final JsonText text;
    private boolean begun;

    JsonObject(Sink out) {
        this.out = out;
        this.text = new JsonText(out);
    }

    void end() {
        out.text("}\n");
    }

    void field(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            out.text("null");
        } else {
            string(value);
        }
    }

    void field(String name, @Nullable Long value) {
        name(name);
        out.text(String.valueOf(value));
    }

    void field(String name, @Nullable Boolean value) {
        name(name);
        out.text(String.valueOf(value));
    }

    void field(String name, @Nullable List<String> values) {
        name(name);
        if (values == null) {
            out.text("null");
            return;
        }
        out.put('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.put(',');
            }
            string(values.get(i));
        }
        out.put(']');
    }

    /** A string whose bytes come one after another. */
    void field(String name, boolean base64, Consumer<Bytes> source) {
        name(name);
        out.put('"');
        if (base64) {
            var encoder = new Base64Bytes(out);
            source.accept(encoder);
            encoder.end();
        } else {
            source.accept(text);
            text.end();
        }
        out.put('"');
    }

    /** A number, boolean, text or null, or a list or map of such values. */
    void value(String name, @Nullable Object value) {
        name(name);
        any(value);
    }

    private void any(@Nullable Object value) {
        switch (value) {
            case null -> out.text("null");
            case Number number -> out.text(String.valueOf(number.longValue()));
            case Boolean truth -> out.text(truth.toString());
            case List<?> list -> {
                out.put('[');
                inside(list, this::any);
                out.put(']');
            }
            case Map<?, ?> map -> {
                out.put('{');
                inside(map.entrySet(), entry -> {
                    string(String.valueOf(entry.getKey()));
                    out.put(':');
                    any(entry.getValue());
                });
                out.put('}');
            }
            default -> string(value.toString());
        }
    }

    private <T> void inside(Collection<T> all, Consumer<T> each) {
        boolean first = true;
        for (var one : all) {
            if (!first) {
                out.put(',');
            }
            first = false;
            each.accept(one);
        }
    }

    private void name(String name) {
        out.put(begun ? ',' : '{');
        begun = true;
        string(name);
        out.put(':');
    }

    private void string(String value) {
        out.put('"');
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        text.write(bytes, 0, bytes.length);
        text.end();
        out.put('"');
    }
}

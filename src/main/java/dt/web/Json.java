package dt.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** JSON out and in. */
public final class Json {
    private Json() {}

    /** One line. */
    public static String of(Object value) {
        return JSON.std.asString(value);
    }

    /** An object with its fields in this order: name, value, name, value. A null is left out. */
    public static Map<String, Object> object(@Nullable Object... fields) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < fields.length; i += 2) {
            var value = fields[i + 1];
            if (value != null) {
                object.put(String.valueOf(fields[i]), value);
            }
        }
        return object;
    }

    /**
     * The object that a text stands for.
     *
     * @throws Refused it is none
     */
    public static Map<String, Object> read(byte[] text) throws Refused {
        try {
            return JSON.std.mapFrom(text);
        } catch (JacksonException e) {
            throw new Refused("the body is no JSON object", null);
        }
    }
}

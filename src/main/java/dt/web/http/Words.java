package dt.web.http;

import dt.web.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The words of a run in a body: the module's name and its arguments. */
final class Words {
    private Words() {}

    static List<String> of(Map<String, Object> body) throws Refused {
        var words = new ArrayList<String>();
        if (!(body.get("module") instanceof String module) || module.isBlank()) {
            throw new Refused("module is missing", null);
        }
        words.add(module);
        if (!(body.getOrDefault("words", List.of()) instanceof List<?> list)) {
            throw new Refused("words has to be a list", null);
        }
        for (var word : list) {
            if (!(word instanceof String text) || text.indexOf('\0') >= 0) {
                throw new Refused("words has to be a list of texts", null);
            }
            words.add(text);
        }
        return words;
    }
}

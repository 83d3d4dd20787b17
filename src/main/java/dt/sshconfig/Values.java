package dt.sshconfig;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said so far for one host: the first word counts, but for lists that grow. */
final class Values {
    private final EnumMap<Key, List<Said>> said = new EnumMap<>(Key.class);

    void add(Key key, List<Said> values) {
        if (values.isEmpty()) {
            return;
        }
        if (key == Key.IDENTITY_FILE || key == Key.CERTIFICATE_FILE) {
            addNew(key, values);
        } else if (key == Key.SEND_ENV) {
            addVariables(values);
        } else if (!isRoute(key) || isOpen(key)) {
            said.putIfAbsent(key, values);
        }
    }

    private static boolean isRoute(Key key) {
        return key == Key.PROXY_COMMAND || key == Key.PROXY_JUMP;
    }

    /** Of ProxyJump and ProxyCommand the first counts, but {@code ProxyJump none} lets a ProxyCommand follow. */
    private boolean isOpen(Key route) {
        boolean jumps = !text(Key.PROXY_JUMP, JumpSpec.NONE).equals(JumpSpec.NONE);
        return route == Key.PROXY_COMMAND ? !jumps : !said.containsKey(Key.PROXY_COMMAND);
    }

    private void addNew(Key key, List<Said> values) {
        var list = said.computeIfAbsent(key, k -> new ArrayList<>());
        for (var value : values) {
            if (list.stream().noneMatch(o -> o.text().equals(value.text()) && o.byUser() == value.byUser())) {
                list.add(value);
            }
        }
    }

    private void addVariables(List<Said> values) {
        var list = said.computeIfAbsent(Key.SEND_ENV, k -> new ArrayList<>());
        for (var value : values) {
            if (value.text().startsWith("-")) {
                var unwanted = new Glob(value.text().substring(1));
                list.removeIf(variable -> unwanted.matches(variable.text()));
            } else {
                list.add(value);
            }
        }
    }

    List<Said> all(Key key) {
        return said.getOrDefault(key, List.of());
    }

    @Nullable
    Said first(Key key) {
        var values = said.get(key);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    String text(Key key, String otherwise) {
        var value = first(key);
        return value == null ? otherwise : value.text();
    }

    /** The host name goes on to the last pass as the first one found it. */
    void settle(Key key, Said value) {
        said.put(key, List.of(value));
    }
}

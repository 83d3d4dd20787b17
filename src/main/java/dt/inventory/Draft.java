package dt.inventory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A host in the making. One draft makes one host after the other, so that hosts with equal tags share one set. */
final class Draft {
    @Nullable
    String address;

    @Nullable
    Integer port;

    @Nullable
    String user;

    @Nullable
    List<Hop> jump;

    List<String> identities = List.of();
    final Set<String> tags = new LinkedHashSet<>();
    final Map<String, String> vars = new LinkedHashMap<>();

    private final Map<Set<String>, Set<String>> knownTags = new HashMap<>();
    private final Map<Map<String, String>, Map<String, String>> knownVars = new HashMap<>();

    void clear() {
        address = null;
        port = null;
        user = null;
        jump = null;
        identities = List.of();
        tags.clear();
        vars.clear();
    }

    void apply(List<Claim> claims) {
        for (var i = 0; i < claims.size(); i++) {
            claims.get(i).applyTo(this);
        }
    }

    Host host(String name) {
        return new Host(name, login(), sharedTags(), sharedVars());
    }

    private Login login() {
        var nothing = address == null && port == null && user == null && jump == null && identities.isEmpty();
        return nothing ? Login.UNSAID : new Login(address, port, user, jump, identities);
    }

    private Set<String> sharedTags() {
        var known = knownTags.get(tags);
        if (known == null) {
            known = Set.copyOf(tags);
            knownTags.put(known, known);
        }
        return known;
    }

    private Map<String, String> sharedVars() {
        if (vars.isEmpty()) {
            return Map.of();
        }
        var known = knownVars.get(vars);
        if (known == null) {
            known = Map.copyOf(vars);
            knownVars.put(known, known);
        }
        return known;
    }
}

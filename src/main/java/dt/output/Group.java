package dt.output;

import java.util.ArrayList;
import java.util.List;

/** The hosts that ended alike and printed the same. */
final class Group {
    final boolean okay;
    final String text;
    final boolean cut;
    private final List<String> hosts = new ArrayList<>();

    Group(boolean okay, String text, boolean cut) {
        this.okay = okay;
        this.text = text;
        this.cut = cut;
    }

    void add(String host) {
        hosts.add(host);
    }

    int size() {
        return hosts.size();
    }

    List<String> hosts() {
        return hosts;
    }

    List<String> lines() {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }
}

package dt.inventory;

import java.util.Arrays;
import java.util.List;

/** What can be said of a host in YAML: the keys below its name, or below {@code defaults}. */
public enum Setting {
    TAGS("a list of words without blanks and commas; key=value is a tag, too"),
    ADDRESS(
            "a name or an address to connect to; without it the name of the host is resolved, by ssh_config(5) and DNS"),
    PORT("a number from 1 to 65535"),
    USER("the login name"),
    JUMP("the hosts to go through, the nearest first, each as [user@]host[:port]; an empty list goes straight whatever "
            + "ssh_config(5) says"),
    IDENTITY("a private key, or a list of them"),
    VARS("names and values for modules; those that run here find them as DT_VAR_name");

    /** All as they are written. */
    static final List<String> KEYS = Arrays.stream(values()).map(Setting::key).toList();

    private final String meaning;

    Setting(String meaning) {
        this.meaning = meaning;
    }

    /** As it is written. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What it says, without a full stop. */
    public String meaning() {
        return meaning;
    }
}

package dt.module.runit;

import dt.supervise.State;
import dt.supervise.Status;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a host said of one of its services. */
sealed interface ServiceState {
    String name();

    /** Whether what was waited for did not come in time. */
    boolean late();

    /** Its supervisor told. */
    record Supervised(String name, Status status, boolean late) implements ServiceState {}

    /** It was disabled. */
    record Disabled(String name, boolean late) implements ServiceState {}

    /** It could not be asked or told. */
    record Trouble(String name, Kind kind, String message, boolean late) implements ServiceState {
        /** In one line. */
        String reason() {
            var said = message.strip().replaceAll("\\s*\\R\\s*", "; ");
            return said.isEmpty() ? kind.meaning : kind.meaning + ": " + said;
        }
    }

    /** What stands in the way, as JSON spells it. */
    enum Kind {
        MISSING("not a service: it has no run script; check the name"),
        UNSUPERVISED("not supervised: no runsv runs for it; see whether runsvdir runs"),
        DENIED("not permitted: its supervise folder is closed to this user; add --sudo"),
        FAILED("failed"),
        MALFORMED("its status is not one of runit or daemontools");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }
    }

    /** The same service, with which it took too long. */
    default ServiceState asLate() {
        return switch (this) {
            case Supervised(var name, var status, var _) -> new Supervised(name, status, true);
            case Disabled(var name, var _) -> new Disabled(name, true);
            case Trouble(var name, var kind, var message, var _) -> new Trouble(name, kind, message, true);
        };
    }

    /** {@code httpd: run pid=4711 uptime=300 want=up}; further words only where something is not as it mostly is. */
    default String line() {
        var text = switch (this) {
            case Supervised(var _, var status, var _) -> words(status);
            case Disabled _ -> "disabled";
            case Trouble trouble -> trouble.reason();
        };
        return shown(name()) + ": " + text + (late() ? " timeout" : "");
    }

    private static String words(Status status) {
        var words = new StringBuilder(word(status.state()));
        if (status.pid() != null) {
            words.append(" pid=").append(status.pid());
        }
        words.append(" uptime=").append(status.uptime().toSeconds());
        words.append(" want=").append(lower(status.want()));
        if (status.paused()) {
            words.append(" paused");
        }
        if (status.termSent()) {
            words.append(" term");
        }
        boolean isUp = status.pid() != null;
        if (isUp != status.normallyUp()) {
            words.append(" normally=").append(status.normallyUp() ? "up" : "down");
        }
        var log = status.log();
        if (log != null && log.state() != State.UP) {
            words.append(" log=").append(word(log.state()));
        }
        return words.toString();
    }

    /** An object of JSON. */
    default Map<String, @Nullable Object> fields() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("name", name());
        switch (this) {
            case Supervised(var _, var status, var _) -> {
                fields.putAll(fields(status));
                var log = status.log();
                fields.put("log", log == null ? null : fields(log));
            }
            case Disabled _ -> fields.put("state", "disabled");
            case Trouble trouble -> {
                fields.put("state", lower(trouble.kind));
                fields.put("reason", trouble.reason());
            }
        }
        fields.put("timeout", late());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(Status status) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("state", word(status.state()));
        fields.put("want", lower(status.want()));
        fields.put("action", status.action().map(ServiceState::lower).orElse(null));
        fields.put("pid", status.pid());
        fields.put("uptime", status.uptime().toSeconds());
        fields.put("since", status.since().toString());
        fields.put("paused", status.paused());
        fields.put("term", status.termSent());
        fields.put("normally", status.normallyUp() ? "up" : "down");
        return fields;
    }

    private static String word(State state) {
        return switch (state) {
            case UP -> "run";
            case DOWN -> "down";
            case FINISH -> "finish";
        };
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /** What would end the name early or the line is percent-encoded, as in the host of a result line. */
    static String shown(String name) {
        var shown = new StringBuilder();
        name.chars().forEach(c -> {
            if (c < ' ' || c == 0x7f || c == ':' || c == '%') {
                shown.append("%%%02X".formatted(c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }
}

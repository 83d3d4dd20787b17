package dt.module.runit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dt.module.runit.ServiceState.Disabled;
import dt.module.runit.ServiceState.Kind;
import dt.module.runit.ServiceState.Supervised;
import dt.module.runit.ServiceState.Trouble;
import dt.supervise.MalformedStatusException;
import dt.supervise.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host printed, taken apart: fields that end with NUL. The bytes may be anybody's.
 *
 * @param folder where services were looked for in vain, or null
 */
record Answer(@Nullable String folder, List<ServiceState> services) {
    private static final int LONGEST_STATUS = 64;

    /** Nothing where it is not whole, or not what services.sh prints. */
    static Optional<Answer> parse(byte[] bytes) {
        return new Reader(bytes).answer();
    }

    /** Whether it is about these services, or about whatever services there are. */
    boolean isAbout(List<String> names) {
        return names.isEmpty()
                || folder != null
                || services.stream().map(ServiceState::name).toList().equals(names);
    }

    /** For JSON. */
    Map<String, Object> facts() {
        return Map.of("services", services.stream().map(ServiceState::fields).toList());
    }

    /** That there is no folder, for a person. */
    String nowhere() {
        return folder == null || folder.isEmpty()
                ? "no service folder: there is no /var/service, /etc/service or /service; name it with --dir"
                : "no service folder: " + folder + " is not there; check --dir";
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        Optional<Answer> answer() {
            try {
                if (!text().equals("dt-runit")) {
                    return Optional.empty();
                }
                var now = Instant.ofEpochSecond(Long.parseLong(text()));
                return Optional.of(services(now));
            } catch (WrongAnswer | NumberFormatException | DateTimeException wrong) {
                return Optional.empty();
            }
        }

        private Answer services(Instant now) throws WrongAnswer {
            var services = new ArrayList<ServiceState>();
            String folder = null;
            for (var record = text(); !record.equals("end"); record = text()) {
                switch (record) {
                    case "none" -> folder = text();
                    case "service" -> services.add(supervised(text(), now));
                    case "problem" -> services.add(new Trouble(text(), kind(text()), text(), false));
                    case "note" -> services.add(disabled());
                    case "late" -> {
                        if (services.isEmpty()
                                || !text().equals(services.getLast().name())) {
                            throw new WrongAnswer();
                        }
                        services.add(services.removeLast().asLate());
                    }
                    default -> throw new WrongAnswer();
                }
            }
            if (at != bytes.length) {
                throw new WrongAnswer();
            }
            return new Answer(folder, List.copyOf(services));
        }

        private ServiceState supervised(String name, Instant now) throws WrongAnswer {
            var own = hex();
            boolean normallyUp = text().equals("up");
            var logs = hex();
            boolean logNormallyUp = text().equals("up");
            try {
                var log = logs.length == 0 ? null : Status.parse(logs, now, logNormallyUp, null);
                return new Supervised(name, Status.parse(own, now, normallyUp, log), false);
            } catch (MalformedStatusException e) {
                return new Trouble(name, Kind.MALFORMED, String.valueOf(e.getMessage()), false);
            }
        }

        private ServiceState disabled() throws WrongAnswer {
            var name = text();
            if (!text().equals("disabled")) {
                throw new WrongAnswer();
            }
            return new Disabled(name, false);
        }

        private static Kind kind(String word) throws WrongAnswer {
            for (var kind : Kind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return kind;
                }
            }
            throw new WrongAnswer();
        }

        private String text() throws WrongAnswer {
            int end = at;
            while (end < bytes.length && bytes[end] != 0) {
                end++;
            }
            if (end == bytes.length) {
                throw new WrongAnswer();
            }
            var text = new String(bytes, at, end - at, UTF_8);
            at = end + 1;
            return text;
        }

        /** What od(1) printed. */
        private byte[] hex() throws WrongAnswer {
            var digits = text().replaceAll("[ \\t\\n]", "");
            try {
                if (digits.length() <= 2 * LONGEST_STATUS) {
                    return HexFormat.of().parseHex(digits);
                }
            } catch (IllegalArgumentException e) {
                // As wrong as too many.
            }
            throw new WrongAnswer();
        }
    }

    private static final class WrongAnswer extends Exception {
        private static final long serialVersionUID = 1;
    }
}

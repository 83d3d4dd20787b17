package dt.cli;

import dt.inventory.InventoryException;
import dt.inventory.Sources;
import dt.inventory.YamlSettings;
import dt.module.UsageException;
import dt.suggest.Nearest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the settings files say: {@code ~/.config/dt/config.yaml}, then {@code /etc/dt/config.yaml}. Each option has a key
 * of its name; the user's file wins.
 *
 * @param confirmAbove a run on more hosts is asked about; 0: never
 */
record SettingsFile(Options options, Sources.Scripts scripts, int confirmAbove) {
    private static final String CONFIRM = "confirm_above";
    private static final String CACHE = "inventory.cache";
    private static final String TIMEOUT = "inventory.timeout";
    private static final Pattern TIME = Pattern.compile("(\\d{1,7})(s|m|h)?");

    static SettingsFile read(Surroundings caller) throws UsageException, InventoryException {
        var user = one(caller.xdg("XDG_CONFIG_HOME", ".config").resolve("dt/config.yaml"));
        var system = one(Path.of("/etc/dt/config.yaml"));
        return new SettingsFile(
                user.options.over(system.options),
                user.scripts.isUsual() ? system.scripts : user.scripts,
                user.confirmAbove > 0 ? user.confirmAbove : system.confirmAbove);
    }

    private static SettingsFile one(Path file) throws UsageException, InventoryException {
        var values = new EnumMap<Flag, List<String>>(Flag.class);
        var cache = Sources.Scripts.USUAL.cache();
        var timeout = Sources.Scripts.USUAL.timeout();
        int confirmAbove = 0;
        for (var setting : YamlSettings.read(file)) {
            var place = setting.place().toString();
            switch (setting.key()) {
                case CONFIRM -> confirmAbove = number(place, setting.values());
                case CACHE -> cache = time(place, setting.values());
                case TIMEOUT -> timeout = time(place, setting.values());
                default -> {
                    var flag = flag(place, setting.key());
                    values.put(flag, flag.parameter() == null ? yesOrNo(place, setting) : setting.values());
                }
            }
        }
        boolean usual = cache.equals(Sources.Scripts.USUAL.cache()) && timeout.equals(Sources.Scripts.USUAL.timeout());
        var scripts = usual ? Sources.Scripts.USUAL : new Sources.Scripts(cache, timeout);
        return new SettingsFile(new Options(values), scripts, confirmAbove);
    }

    private static Flag flag(String place, String key) throws UsageException {
        for (var flag : Flag.ofRuns()) {
            if (flag.names().contains("--" + key.replace('_', '-'))) {
                return flag;
            }
        }
        var keys = new ArrayList<>(List.of(CONFIRM, CACHE, TIMEOUT));
        Arrays.stream(Flag.values())
                .filter(Flag.ofRuns()::contains)
                .map(Flag::key)
                .forEach(keys::add);
        throw new UsageException(place + ": unknown setting " + key + "; "
                + Nearest.to(key, keys)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("dt --help lists the options"));
    }

    /** Of an option without a value; said in any of the words that people and YAML have for it. */
    private static List<String> yesOrNo(String place, YamlSettings.Setting setting) throws UsageException {
        var word = setting.values().size() == 1 ? setting.values().getFirst() : "";
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> List.of("true");
            case "false", "no", "off" -> List.of("false");
            default -> throw new UsageException(place + ": " + setting.key() + " is true or false");
        };
    }

    private static int number(String place, List<String> values) throws UsageException {
        if (values.size() != 1 || !values.getFirst().matches("\\d{1,9}")) {
            throw new UsageException(place + ": " + CONFIRM + " takes a number of hosts");
        }
        return Integer.parseInt(values.getFirst());
    }

    private static Duration time(String place, List<String> values) throws UsageException {
        var match = TIME.matcher(values.size() == 1 ? values.getFirst() : "");
        if (!match.matches()) {
            throw new UsageException(place + ": a time is needed, such as 60s or 5m");
        }
        long number = Long.parseLong(match.group(1));
        return switch (String.valueOf(match.group(2))) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }
}

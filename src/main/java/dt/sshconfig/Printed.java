package dt.sshconfig;

import java.util.List;

/** Prints settings as {@code ssh -G} does. */
final class Printed {
    private Printed() {}

    static List<String> of(Settings settings) {
        return List.of("host " + settings.host());
    }
}

package dt.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The few programs in which the hosts differ from the machine that they all run on. */
final class Programs {
    /** Their folder, below that of the fleet. */
    static final String FOLDER = "bin";

    private static final Map<String, String> ALL = Map.of("hostname", """
            #!/bin/sh
            echo "$DEMO_HOST"
            """, "uptime", """
            #!/bin/sh
            cat "$HOME/uptime"
            """, "service", """
            #!/bin/sh
            # service NAME status|start|stop, with the exit statuses of the Linux Standard Base
            state=$HOME/services/$1
            [ -f "$state" ] || { echo "$1: unrecognized service" >&2; exit 4; }
            case $2 in
            start) echo running >"$state" ;;
            stop) echo stopped >"$state" ;;
            status) ;;
            *) echo 'usage: service NAME status|start|stop' >&2; exit 2 ;;
            esac
            read -r now <"$state"
            echo "$1 is $now"
            [ "$2" != status ] || [ "$now" = running ] || exit 3
            """);

    private Programs() {}

    static void install(Path fleet) throws IOException {
        var folder = Files.createDirectory(fleet.resolve(FOLDER));
        for (var program : ALL.entrySet()) {
            var file = Files.writeString(folder.resolve(program.getKey()), program.getValue());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
    }
}

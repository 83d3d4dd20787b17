package dt.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that no later one can be taken for.
 *
 * @param machine name of the machine
 * @param boot what its kernel calls this boot; empty when it does not say
 * @param pid number of the process
 * @param began when it began, in ticks since the boot: field 22 of proc_pid_stat(5); 0 when nobody says
 */
record Owner(String machine, String boot, long pid, long began) {
    private static final int BEGAN_BEHIND_NAME = 19;

    static Owner here() {
        long pid = ProcessHandle.current().pid();
        return new Owner(kernel("hostname"), kernel("random/boot_id"), pid, began(pid));
    }

    /** Whether it may still be there. One on another machine cannot be asked, so it may. */
    boolean mayLive() {
        if (!machine.equals(kernel("hostname"))) {
            return true;
        }
        return !isOfEarlierBoot() && began(pid) == began && began != 0;
    }

    /** Whether this machine was started anew since then. */
    boolean isOfEarlierBoot() {
        return machine.equals(kernel("hostname")) && !boot.equals(kernel("random/boot_id"));
    }

    private static String kernel(String name) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel").resolve(name)).strip();
        } catch (IOException noProc) {
            return "";
        }
    }

    private static long began(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name of the program stands in brackets, and may hold brackets and blanks.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[BEGAN_BEHIND_NAME]);
        } catch (IOException gone) {
            return 0;
        }
    }
}

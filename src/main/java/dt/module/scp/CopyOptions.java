package dt.module.scp;

import dt.module.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind {@code scp} and {@code rscp}.
 *
 * @param recursive {@code -r}: folders too
 * @param preserve {@code -p}: modes and times as at the source
 * @param sudo {@code --sudo}: as root on the host
 */
record CopyOptions(boolean recursive, boolean preserve, boolean sudo, List<String> sources, String destination) {
    static CopyOptions parse(String module, List<String> args) throws UsageException {
        boolean recursive = false;
        boolean preserve = false;
        boolean sudo = false;
        int at = 0;
        while (at < args.size() && args.get(at).startsWith("-") && !args.get(at).equals("--")) {
            var word = args.get(at++);
            switch (word) {
                case "-r" -> recursive = true;
                case "-p" -> preserve = true;
                case "-rp", "-pr" -> {
                    recursive = true;
                    preserve = true;
                }
                case "--sudo" -> sudo = true;
                default ->
                    throw new UsageException(module + " does not know \"" + word + "\"; it takes -r, -p and --sudo");
            }
        }
        if (at < args.size() && args.get(at).equals("--")) {
            at++;
        }
        var rest = new ArrayList<>(args.subList(at, args.size()));
        if (rest.size() < 2 || rest.contains("")) {
            throw new UsageException(module + " needs what to copy and where to; write: " + module + " SRC... DST");
        }
        var destination = rest.removeLast();
        return new CopyOptions(recursive, preserve, sudo, List.copyOf(rest), destination);
    }

    /** A path there as the shell on the host gets it: below the home folder, as scp has it. */
    static String there(String path) {
        var own = path.equals("~") ? "." : path.startsWith("~/") ? path.substring(2) : path;
        return own.startsWith("-") ? "./" + own : own.isEmpty() ? "." : own;
    }
}

package dt.module.scp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What there is on a host before anything is sent.
 *
 * @param place what the destination is
 * @param umask of the user there
 * @param owner the user there, who owns what is new
 * @param files what exists of the things to be copied, by their names; of a file alone, it has no name
 * @param real where a file is, links followed, in bytes; else empty
 * @param hasTar whether the host has tar(1)
 */
record Existing(Place place, int umask, TarHeader.Owner owner, Map<String, Found> files, String real, boolean hasTar) {
    enum Place {
        FOLDER,
        FILE,
        NOTHING
    }

    /**
     * A thing on the host.
     *
     * @param mode as stat(2) has it, type included
     */
    record Found(int mode, long size, TarHeader.Owner owner, long modified) {
        private static final int TYPE = 0170000;

        boolean isFile() {
            return (mode & TYPE) == 0100000;
        }

        boolean isFolder() {
            return (mode & TYPE) == 0040000;
        }

        /** A device, a pipe or a socket. */
        boolean isSpecial() {
            return !isFile() && !isFolder() && (mode & TYPE) != 0120000;
        }

        int permissions() {
            return mode & 07777;
        }
    }

    private static final Pattern HEAD =
            Pattern.compile("dt-look (folder|file|nothing) ([0-7]+) (\\d+) (\\d+) (tar|plain)\n");
    private static final Pattern STAT = Pattern.compile("([0-9a-f]+) (\\d+) (\\d+) (\\d+) (\\d+) /");

    /**
     * Reads what the first step prints, or empty when that is something else.
     *
     * @param names what was asked for, in that order
     */
    static Optional<Existing> parse(byte[] printed, List<String> names) {
        var text = new String(printed, ISO_8859_1);
        var head = HEAD.matcher(text);
        if (!head.find()) {
            return Optional.empty();
        }
        // Before it may stand what the user's rc files print.
        var place = switch (head.group(1)) {
            case "folder" -> Place.FOLDER;
            case "file" -> Place.FILE;
            default -> Place.NOTHING;
        };
        var owner = new TarHeader.Owner(Long.parseLong(head.group(3)), Long.parseLong(head.group(4)));
        var files = new HashMap<String, Found>();
        int end = files(text, head.end(), place == Place.FILE ? List.of("") : names, files);
        var real = place == Place.FILE ? text.substring(end) : "";
        return Optional.of(new Existing(
                place,
                Integer.parseInt(head.group(2), 8),
                owner,
                files,
                real,
                head.group(5).equals("tar")));
    }

    /** Reads up to the end of what it knows, and says where that is. */
    private static int files(String text, int start, List<String> names, Map<String, Found> files) {
        var stat = STAT.matcher(text);
        int at = start;
        // A name may hold anything, a newline too; but the order is ours, so each is found by comparing.
        for (var name : names) {
            if (!stat.region(at, text.length()).lookingAt() || !text.startsWith(name + "/\n", stat.end())) {
                continue;
            }
            files.put(
                    name,
                    new Found(
                            Integer.parseInt(stat.group(1), 16),
                            Long.parseLong(stat.group(2)),
                            new TarHeader.Owner(Long.parseLong(stat.group(3)), Long.parseLong(stat.group(4))),
                            Long.parseLong(stat.group(5))));
            at = stat.end() + name.length() + 2;
        }
        return at;
    }
}

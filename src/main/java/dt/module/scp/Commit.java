package dt.module.scp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the script that puts unpacked files in their places: {@code $s} is the folder they are in, the current folder
 * the one they go to. Each file changes in one rename(2).
 */
final class Commit {
    /** Below what every system takes as the arguments of one command. */
    private static final int LONGEST = 60_000;

    private final StringBuilder script = new StringBuilder();

    private Commit() {}

    /**
     * The script for this plan.
     *
     * @param times whether folders keep their times
     */
    static String script(Plan plan, boolean times) {
        var commit = new Commit();
        for (var folder : plan.folders()) {
            commit.line("mkdir -p -- " + commit.place(folder.entry().name()));
        }
        commit.moves(plan.sent().stream()
                .filter(p -> !plan.isWithinNew(p.entry().name()))
                .toList());
        for (var folder : plan.whole()) {
            commit.line("mv -f -- \"$s\"/"
                    + quoted(FileStream.FILES + folder.entry().name()) + " ./");
        }
        var folders = new ArrayList<>(plan.folders());
        folders.addAll(plan.whole());
        for (var folder : folders.reversed()) {
            var place = commit.place(folder.entry().name());
            commit.line("chmod " + Integer.toOctalString(folder.mode()) + " " + place);
            if (times) {
                commit.line("TZ=UTC0 touch -t "
                        + PlainFormat.TOUCH.format(
                                Instant.ofEpochSecond(folder.entry().modified())) + " " + place);
            }
        }
        commit.script.append("exit 0\n");
        return commit.script.toString();
    }

    private void moves(List<Planned> sent) {
        Map<String, List<String>> byFolder = new LinkedHashMap<>();
        for (var planned : sent) {
            if (planned.entry().kind() != Entry.Kind.FOLDER) {
                byFolder.computeIfAbsent(planned.entry().folder(), _ -> new ArrayList<>())
                        .add(planned.entry().name());
            }
        }
        byFolder.forEach((folder, names) -> {
            var words = new StringBuilder();
            for (var name : names) {
                words.append(" \"$s\"/").append(quoted(FileStream.FILES + name));
                if (words.length() > LONGEST) {
                    line("mv -f --" + words + " " + place(folder));
                    words.setLength(0);
                }
            }
            if (!words.isEmpty()) {
                line("mv -f --" + words + " " + place(folder));
            }
        });
    }

    private String place(String name) {
        return name.isEmpty() ? "./" : "./" + quoted(name) + "/";
    }

    private void line(String command) {
        script.append(command).append(" || exit 1\n");
    }

    private static String quoted(String bytes) {
        return "'" + bytes.replace("'", "'\\''") + "'";
    }
}

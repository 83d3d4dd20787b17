package dt.module.scp;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done on one host.
 *
 * @param base the folder there in which the copy is made, as the shell gets it
 * @param sent files and links to send
 * @param folders folders to make, or to give another mode
 * @param same files that may be there already: their checksums decide
 * @param whole new folders, which come with all that they hold by one rename; what they hold is in {@code sent}
 */
record Plan(String base, List<Planned> sent, List<Planned> folders, List<Planned> same, List<Planned> whole) {
    private static final int OWNER = 0700;

    /** What the destination means, and how each entry differs. */
    static Plan of(List<Entry> entries, Existing existing, String destination, boolean preserve) {
        var plan = new Plan(
                base(existing, destination),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        for (var entry : entries) {
            plan.add(entry, existing, preserve, name(entry, existing, destination));
        }
        return plan;
    }

    /** Why these entries cannot go there, or empty. */
    static String problem(List<Entry> entries, Existing existing, String destination) {
        for (var found : existing.files().entrySet()) {
            if (found.getValue().isSpecial()) {
                var inside = found.getKey().isEmpty() ? "" : Names.shown(found.getKey()) + " in ";
                return inside + destination + " is neither file nor folder there; name another place";
            }
        }
        long tops = entries.stream().filter(e -> e.folder().isEmpty()).count();
        return switch (existing.place()) {
            case FOLDER -> "";
            case FILE ->
                tops > 1 || entries.getFirst().kind() == Entry.Kind.FOLDER
                        ? destination + " is a file there; name a folder"
                        : "";
            case NOTHING ->
                tops > 1 || (destination.endsWith("/") && entries.getFirst().kind() != Entry.Kind.FOLDER)
                        ? "there is no folder " + destination + "; make it first"
                        : "";
        };
    }

    private static String base(Existing existing, String destination) {
        var path = existing.place() == Existing.Place.FILE ? existing.real() : Names.typed(trimmed(destination));
        if (existing.place() == Existing.Place.FOLDER) {
            return Names.typed(destination);
        }
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    /** Where there is no folder yet, the destination is the new name. */
    private static String name(Entry entry, Existing existing, String destination) {
        if (existing.place() == Existing.Place.FOLDER) {
            return entry.name();
        }
        var path = existing.place() == Existing.Place.FILE ? existing.real() : Names.typed(trimmed(destination));
        return path.substring(path.lastIndexOf('/') + 1) + entry.rest();
    }

    private static String trimmed(String path) {
        var text = path;
        while (text.length() > 1 && text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    /** How many files and links are sent. */
    int files() {
        return (int)
                sent.stream().filter(p -> p.entry().kind() != Entry.Kind.FOLDER).count();
    }

    /** Whether something of this name comes with a new folder. */
    boolean isWithinNew(String name) {
        int slash = name.indexOf('/');
        return slash >= 0 && whole.stream().anyMatch(p -> p.entry().name().equals(name.substring(0, slash)));
    }

    private void add(Entry entry, Existing existing, boolean preserve, String name) {
        var there = existing.files().get(existing.place() == Existing.Place.FILE ? "" : entry.name());
        int fresh = preserve ? entry.mode() : entry.mode() & ~existing.umask();
        var owner = there == null ? existing.owner() : there.owner();
        var named = entry.named(name);
        if (isWithinNew(name)) {
            sent.add(new Planned(named, fresh, owner));
            return;
        }
        switch (entry.kind()) {
            case FOLDER -> {
                if (there == null && entry.folder().isEmpty() && existing.hasTar()) {
                    whole.add(new Planned(named, fresh, owner));
                    // It gets its mode when it is in its place: without the right to write it could not be moved.
                    sent.add(new Planned(named, fresh | OWNER, owner));
                    return;
                }
                if (there == null || !there.isFolder() || preserve) {
                    folders.add(new Planned(named, fresh, owner));
                }
            }
            case LINK -> sent.add(new Planned(named, fresh, owner));
            case FILE -> {
                if (there == null || !there.isFile()) {
                    sent.add(new Planned(named, fresh, owner));
                    return;
                }
                int mode = preserve ? fresh : there.permissions();
                boolean alike = there.size() == entry.size()
                        && (!preserve || (there.permissions() == mode && there.modified() == entry.modified()));
                (alike ? same : sent).add(new Planned(named, mode, owner));
            }
        }
    }
}

package dt.module.hostmgmt;

import dt.inventory.ManagedFile;
import dt.inventory.Sources;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.KeyScan;
import dt.module.Request;
import dt.module.UsageException;

/** Puts the selected hosts into the inventory. */
public final class AddHosts implements HostModule {
    private static final String KEYSCAN = "--keyscan";

    private final Sources sources;
    private final KeyScan scan;

    /**
     * The module, for one caller of dt.
     *
     * @param sources where the inventory comes from, and so where it is written
     * @param scan fetches host keys
     */
    public AddHosts(Sources sources, KeyScan scan) {
        this.sources = sources;
        this.scan = scan;
    }

    @Override
    public String name() {
        return "add";
    }

    @Override
    public String usage() {
        return "[--keyscan] [TAG...]";
    }

    @Override
    public String summary() {
        return "put the selected sys: hosts into the inventory, with tags";
    }

    @Override
    public String details() {
        return """
                dt root@web9:2222 add web linux
                Written is 90-managed.yaml in the last inventory folder, or the dtdb where that is all there is.
                A host that is there already gets the tags beside those it has.
                --keyscan   fetch the host keys first, show their fingerprints, and store them in known_hosts when you
                            say yes; in a script say --yes before the selector. A host whose key has changed, or that
                            does not answer, is a fail and is not added; what known_hosts says of it stays.
                JSON: file; with --keyscan host_key, host_key_stored.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        var words =
                request.args().stream().filter(word -> !word.equals(KEYSCAN)).toList();
        var tags = Tags.parse("add", words);
        if (!tags.fewer().isEmpty()) {
            throw new UsageException("add takes no tag away; use: dt SELECTOR tag -"
                    + tags.fewer().getFirst());
        }
        var edit = new Edit(sources, host -> new ManagedFile.Change.Add(host, tags.more()), "added to");
        return words.size() == request.args().size() ? edit : new KeyedAdd(scan, edit);
    }
}

package dt.module.hostmgmt;

import dt.inventory.ManagedFile;
import dt.inventory.Sources;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Request;
import dt.module.UsageException;

/** Puts the selected hosts into the inventory. */
public final class AddHosts implements HostModule {
    private final Sources sources;

    /** @param sources where the inventory comes from, and so where it is written */
    public AddHosts(Sources sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "add";
    }

    @Override
    public String usage() {
        return "[TAG...]";
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
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        var tags = Tags.parse("add", request.args());
        if (!tags.fewer().isEmpty()) {
            throw new UsageException("add takes no tag away; use: dt SELECTOR tag -"
                    + tags.fewer().getFirst());
        }
        return new Edit(sources, host -> new ManagedFile.Change.Add(host, tags.more()), "added to");
    }
}

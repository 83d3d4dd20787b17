package dt.module.hostmgmt;

import dt.inventory.ManagedFile;
import dt.inventory.Sources;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Request;
import dt.module.UsageException;

/** Takes hosts out of the inventory file that dt writes. */
public final class RemoveHosts implements HostModule {
    private final Sources sources;

    /** @param sources where the inventory comes from, and so where it is written */
    public RemoveHosts(Sources sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "rm";
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "take hosts out of the inventory file that dt writes";
    }

    @Override
    public String details() {
        return """
                A host that stands in a file written by hand is a fail: dt does not change that file.
                JSON: file.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        if (!request.args().isEmpty()) {
            throw new UsageException("rm takes no words; it removes hosts from the inventory, not files");
        }
        return new Edit(sources, ManagedFile.Change.Remove::new, "removed from");
    }
}

package dt.module.hostmgmt;

import dt.inventory.ManagedFile;
import dt.inventory.Sources;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Request;
import dt.module.UsageException;

/** Gives tags to hosts and takes them away; without words it lists them. */
public final class TagHosts implements HostModule {
    private final Sources sources;

    /** @param sources where the inventory comes from, and so where it is written */
    public TagHosts(Sources sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "tag";
    }

    @Override
    public String usage() {
        return "[TAG] [+TAG] [-TAG]";
    }

    @Override
    public String summary() {
        return "give tags and take them away; without words, list them";
    }

    @Override
    public String details() {
        return """
                TAG and +TAG give a tag, -TAG takes it away. What is changed of a host in a file that was written by
                hand is laid over it in 90-managed.yaml; the file stays as it is.
                JSON: file; without words tags.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        if (request.args().isEmpty()) {
            return new ListHosts().prepare(request);
        }
        var tags = Tags.parse("tag", request.args());
        return new Edit(sources, host -> new ManagedFile.Change.Tag(host, tags.more(), tags.fewer()), "tagged in");
    }
}

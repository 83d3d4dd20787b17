package dt.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lays files over each other: tags are united, a later value replaces an earlier one. */
final class Merge {
    /** All that is said of a host, the last file first. Hosts of which the same is said share one. */
    private static final class Chain {
        private final HostFile.Block block;
        private final @Nullable Chain earlier;

        Chain(HostFile.Block block, @Nullable Chain earlier) {
            this.block = block;
            this.earlier = earlier;
        }

        List<HostFile.Block> blocks() {
            var blocks = new ArrayList<HostFile.Block>();
            for (var chain = this; chain != null; chain = chain.earlier) {
                blocks.add(chain.block);
            }
            return blocks.reversed();
        }
    }

    private final Map<String, Chain> chains;

    Merge(int hosts) {
        chains = LinkedHashMap.newLinkedHashMap(hosts);
    }

    /** @throws InventoryException when the file has a name twice */
    void add(HostFile file) throws InventoryException {
        Chain chain = null;
        var entries = file.entries;
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (chain == null || chain.block != entry.block()) {
                chain = new Chain(entry.block(), null);
            }
            var earlier = chains.put(entry.host(), chain);
            if (earlier != null) {
                refuseTwice(entry, earlier.block);
                chains.put(entry.host(), new Chain(entry.block(), earlier));
            }
        }
    }

    private static void refuseTwice(HostFile.Entry entry, HostFile.Block earlier) throws InventoryException {
        var block = entry.block();
        if (earlier.file() == block.file()) {
            throw new InventoryException(
                    block.place(),
                    "host " + Words.quoted(entry.host()) + " is named twice, first in line " + earlier.line()
                            + "; join the two");
        }
    }

    Inventory inventory() {
        var draft = new Draft();
        var hosts = new ArrayList<Host>(chains.size());
        Chain last = null;
        Host model = null;
        for (var entry : chains.entrySet()) {
            var chain = entry.getValue();
            if (model != null && chain == last) {
                model = new Host(entry.getKey(), model.login(), model.tags(), model.vars());
            } else {
                draft.clear();
                apply(chain, draft);
                model = draft.host(entry.getKey());
            }
            last = chain;
            hosts.add(model);
        }
        return Inventory.of(hosts);
    }

    private static void apply(Chain chain, Draft draft) {
        if (chain.earlier == null) {
            apply(chain.block, draft);
            return;
        }
        for (var block : chain.blocks()) {
            apply(block, draft);
        }
    }

    private static void apply(HostFile.Block block, Draft draft) {
        draft.apply(block.file().defaults);
        draft.apply(block.claims());
    }

    /** For each host the values that are in force and where they stand. */
    Map<String, List<Origin>> origins() {
        var origins = LinkedHashMap.<String, List<Origin>>newLinkedHashMap(chains.size());
        for (var entry : chains.entrySet()) {
            origins.put(entry.getKey(), origins(entry.getValue()));
        }
        return origins;
    }

    private static List<Origin> origins(Chain chain) {
        var found = new LinkedHashMap<String, Origin>();
        for (var block : chain.blocks()) {
            found.putIfAbsent("host", new Origin("host", "", block.place()));
            for (var claims : List.of(block.file().defaults, block.claims())) {
                for (var claim : claims) {
                    var place = block.file().place(claim);
                    var text = claim.text();
                    if (claim instanceof Claim.Tag && text.startsWith("-")) {
                        found.remove("tag " + text.substring(1));
                    } else if (claim instanceof Claim.Tag) {
                        found.putIfAbsent("tag " + text, new Origin(claim.key(), text, place));
                    } else {
                        found.put(claim.key(), new Origin(claim.key(), text, place));
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }
}

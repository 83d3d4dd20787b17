package dt.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays files over each other: tags are united, a later value replaces an earlier one. */
final class Merge {
    private final Map<String, HostFile.Block> blocks;

    Merge(int hosts) {
        blocks = LinkedHashMap.newLinkedHashMap(hosts);
    }

    /** @throws InventoryException when the file has a name twice */
    void add(HostFile file) throws InventoryException {
        for (var i = 0; i < file.hosts.size(); i++) {
            var host = file.hosts.get(i);
            var block = file.blocks.get(i);
            var earlier = blocks.put(host, block);
            if (earlier != null) {
                refuseTwice(host, block, earlier);
                blocks.put(host, block.over(earlier));
            }
        }
    }

    private static void refuseTwice(String host, HostFile.Block block, HostFile.Block earlier)
            throws InventoryException {
        if (earlier.file() == block.file()) {
            throw new InventoryException(
                    block.place(),
                    "host " + Words.quoted(host) + " is named twice, first in line " + earlier.line()
                            + "; join the two");
        }
    }

    Inventory inventory() {
        var draft = new Draft();
        var hosts = new ArrayList<Host>(blocks.size());
        HostFile.Block last = null;
        Host model = null;
        for (var entry : blocks.entrySet()) {
            var block = entry.getValue();
            if (model != null && block == last) {
                model = new Host(entry.getKey(), model.login(), model.tags(), model.vars());
            } else {
                draft.clear();
                apply(block, draft);
                model = draft.host(entry.getKey());
            }
            last = block;
            hosts.add(model);
        }
        return Inventory.ofDistinct(hosts);
    }

    private static void apply(HostFile.Block block, Draft draft) {
        if (block.isAlone()) {
            applyLayer(block, draft);
            return;
        }
        for (var layer : block.layers()) {
            applyLayer(layer, draft);
        }
    }

    private static void applyLayer(HostFile.Block layer, Draft draft) {
        draft.apply(layer.file().defaults);
        draft.apply(layer.claims());
    }

    /** For each host the values that are in force and where they stand. */
    Map<String, List<Origin>> origins() {
        var origins = LinkedHashMap.<String, List<Origin>>newLinkedHashMap(blocks.size());
        for (var entry : blocks.entrySet()) {
            origins.put(entry.getKey(), origins(entry.getValue()));
        }
        return origins;
    }

    private static List<Origin> origins(HostFile.Block said) {
        var found = new LinkedHashMap<String, Origin>();
        for (var block : said.layers()) {
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

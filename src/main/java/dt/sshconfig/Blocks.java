package dt.sshconfig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The blocks of one file. Blocks for plain names are found by name, so that a file with a block for each of ten
 * thousand hosts costs no more than its patterns.
 */
final class Blocks {
    private final List<Block> blocks;
    private final Map<String, List<Integer>> byName = new HashMap<>();
    private final List<Integer> others = new ArrayList<>();

    Blocks(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
        for (int at = 0; at < blocks.size(); at++) {
            if (blocks.get(at).condition() instanceof Condition.ForHost(var patterns)
                    && patterns.stream().allMatch(p -> p.glob().literal())) {
                indexByName(patterns, at);
            } else {
                others.add(at);
            }
        }
    }

    /** A block that names a host twice holds once: SendEnv would add up. */
    private void indexByName(List<PatternList.Item> patterns, int at) {
        for (var name :
                new HashSet<>(patterns.stream().map(p -> p.glob().pattern()).toList())) {
            byName.computeIfAbsent(name, n -> new ArrayList<>()).add(at);
        }
    }

    /** Those that may hold for a host, in the order of the file; all others do not. */
    List<Block> candidates(String host) {
        var named = byName.getOrDefault(host, List.of());
        var found = new ArrayList<Block>(others.size() + named.size());
        int next = 0;
        for (int other : others) {
            while (next < named.size() && named.get(next) < other) {
                found.add(blocks.get(named.get(next++)));
            }
            found.add(blocks.get(other));
        }
        while (next < named.size()) {
            found.add(blocks.get(named.get(next++)));
        }
        return found;
    }

    /** Any {@code Match final} brings a second pass over everything, wherever it stands. */
    boolean askForFinalPass() {
        return blocks.stream().anyMatch(Block::asksForFinalPass);
    }
}

package dt.inventory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one file says. */
final class HostFile {
    /** What the file says of one host, or of all hosts of one range. No two are equal; hosts of which the same is said share one. */
    static final class Block {
        private final HostFile file;
        private final int line;
        private final int column;
        private final List<Claim> claims;
        private final @Nullable Block earlier;

        /** Of the name that stands here. */
        Block(HostFile file, int line, int column, List<Claim> claims) {
            this.file = file;
            this.line = line;
            this.column = column;
            this.claims = claims;
            this.earlier = null;
        }

        private Block(Block last, Block earlier) {
            this.file = last.file;
            this.line = last.line;
            this.column = last.column;
            this.claims = last.claims;
            this.earlier = earlier;
        }

        /** The same, laid over what earlier files say of the host. */
        Block over(Block what) {
            return new Block(this, what);
        }

        boolean isAlone() {
            return earlier == null;
        }

        /** All that is said of the host, the first file first. */
        List<Block> layers() {
            var layers = new ArrayList<Block>();
            for (var block = this; block != null; block = block.earlier) {
                layers.add(block);
            }
            return layers.reversed();
        }

        HostFile file() {
            return file;
        }

        int line() {
            return line;
        }

        List<Claim> claims() {
            return claims;
        }

        Place place() {
            return new Place(file.name, line, column);
        }
    }

    final String name;
    final List<Claim> defaults = new ArrayList<>();

    /** The names in their order, and beside each what is said of it. */
    final List<String> hosts = new ArrayList<>();

    final List<Block> blocks = new ArrayList<>();

    HostFile(String name) {
        this.name = name;
    }

    void add(String host, Block block) {
        hosts.add(host);
        blocks.add(block);
    }

    Place place(Claim claim) {
        return new Place(name, claim.line(), claim.column());
    }
}

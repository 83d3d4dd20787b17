package dt.inventory;

import java.util.ArrayList;
import java.util.List;

/** What one file says. */
final class HostFile {
    /** What the file says of one host, or of all hosts of one range. No two are equal. */
    static final class Block {
        private final HostFile file;
        private final int line;
        private final int column;
        private final List<Claim> claims;

        /** Of the name that stands here. */
        Block(HostFile file, int line, int column, List<Claim> claims) {
            this.file = file;
            this.line = line;
            this.column = column;
            this.claims = claims;
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

    /** One name. The hosts of a range share their block. */
    record Entry(String host, Block block) {}

    final String name;
    final List<Claim> defaults = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();

    HostFile(String name) {
        this.name = name;
    }

    Place place(Claim claim) {
        return new Place(name, claim.line(), claim.column());
    }
}

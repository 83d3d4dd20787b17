package dt.inventory;

import java.util.ArrayList;
import java.util.List;

/** What one file says. */
final class HostFile {
    /**
     * What the file says of one host, or of all hosts of one range.
     *
     * @param line where the name stands
     */
    record Block(HostFile file, int line, int column, List<Claim> claims) {
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

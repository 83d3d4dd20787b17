package dt.nssmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the options of a config have said so far; before, their defaults. */
final class Values {
    /** A range of UIDs, both ends in it. */
    record Range(long lowest, long highest) {
        boolean has(long uid) {
            return uid >= lowest && uid <= highest;
        }
    }

    Optional<Range> range = Optional.empty();
    boolean needsKey;
    String seed = "nssmap-seed-0001";
    long minUid = 1000;
    int nameMax = 32;
    boolean dots;
    boolean uppercase;
    boolean systemNames;
    final List<Glob> allow = new ArrayList<>();
    final List<Glob> deny = new ArrayList<>();
    final List<PlacedPin> pins = new ArrayList<>();

    /** A pin and where it stands. */
    record PlacedPin(int line, int column, Pin pin) {}

    NssmapConf conf(NssmapConf.Virtual virtual) {
        var uids = range.<NssmapConf.Uids>map(r -> new NssmapConf.Uids.Hash(
                        r.lowest(),
                        r.highest(),
                        seed,
                        pins.stream().map(PlacedPin::pin).toList()))
                .orElse(new NssmapConf.Uids.Shared());
        return new NssmapConf(virtual, uids, new Grammar(nameMax, dots, uppercase), systemNames, allow, deny);
    }
}

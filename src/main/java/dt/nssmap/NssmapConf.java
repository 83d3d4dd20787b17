package dt.nssmap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A config without a mistake.
 *
 * @param virtual the user whose aliases the names are
 * @param uids one UID for all, or one a name
 */
public record NssmapConf(
        Virtual virtual, Uids uids, Grammar grammar, boolean systemNames, List<Glob> allow, List<Glob> deny) {
    /** Line 1. */
    public record Virtual(String name, long uid, long gid) {}

    /** Which UIDs names get. */
    public sealed interface Uids {
        /** All names have the virtual user's. */
        record Shared() implements Uids {}

        /**
         * Each name has its own.
         *
         * @param lowest of the range, {@code highest} is in it too
         * @param seed 16 characters
         */
        record Hash(long lowest, long highest, String seed, List<Pin> pins) implements Uids {
            public Hash {
                pins = List.copyOf(pins);
            }

            /** What SipHash makes of the name, pins apart. */
            long hash(String name) {
                var bytes = name.getBytes(StandardCharsets.ISO_8859_1);
                long hash = SipHash.of(seed.getBytes(StandardCharsets.ISO_8859_1), bytes);
                return lowest + Long.remainderUnsigned(hash, highest - lowest + 1);
            }

            /** Empty if a pin gives the name's UID to another. */
            OptionalLong uid(String name) {
                long hash = hash(name);
                for (var pin : pins) {
                    if (pin.name().equals(name)) {
                        return OptionalLong.of(pin.uid());
                    }
                }
                return pins.stream().anyMatch(pin -> pin.uid() == hash) ? OptionalLong.empty() : OptionalLong.of(hash);
            }
        }
    }

    public NssmapConf {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /** Why the config does not map a name; empty if it does. */
    public Optional<String> refusal(String name) {
        if (!grammar.admits(name)) {
            return Optional.of("it is not spelled as a name");
        }
        if (name.equals(virtual.name())) {
            return Optional.of("it is the virtual user");
        }
        if (!systemNames && SystemNames.load().has(name)) {
            return Optional.of("it is a name of the system or a package");
        }
        if (deny.stream().anyMatch(glob -> glob.matches(name))) {
            return Optional.of("it is denied");
        }
        if (!allow.isEmpty() && allow.stream().noneMatch(glob -> glob.matches(name))) {
            return Optional.of("it is not allowed");
        }
        return Optional.empty();
    }

    /** The UID of a name that {@link #refusal} has nothing against; empty if a pin gives it to another. */
    public OptionalLong uid(String name) {
        return switch (uids) {
            case Uids.Shared() -> OptionalLong.of(virtual.uid());
            case Uids.Hash hash -> hash.uid(name);
        };
    }
}

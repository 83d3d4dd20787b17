package dt.nssmap;

import java.util.Optional;

/** Gives a name a UID that is not its hash. */
record Pin(String name, long uid) {
    /** Reads {@code name:uid}. */
    static Optional<Pin> read(String word) {
        int colon = word.indexOf(':');
        if (colon < 0 || !Grammar.WIDEST.admits(word.substring(0, colon))) {
            return Optional.empty();
        }
        var uid = Ids.read(word.substring(colon + 1), Ids.MOST);
        return uid.isPresent() && Ids.isUsable(uid.getAsLong())
                ? Optional.of(new Pin(word.substring(0, colon), uid.getAsLong()))
                : Optional.empty();
    }
}

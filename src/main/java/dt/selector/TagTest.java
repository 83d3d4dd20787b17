package dt.selector;

import java.util.Set;

/** What {@code tag:} asks of the tags of a host. */
public sealed interface TagTest {
    /** Whether a host with these tags is meant. */
    boolean holds(Set<String> tags);

    record Has(String tag) implements TagTest {
        @Override
        public boolean holds(Set<String> tags) {
            return tags.contains(tag);
        }
    }

    record Like(Glob glob) implements TagTest {
        @Override
        public boolean holds(Set<String> tags) {
            for (var tag : tags) {
                if (glob.matches(tag)) {
                    return true;
                }
            }
            return false;
        }
    }

    record And(TagTest left, TagTest right) implements TagTest {
        @Override
        public boolean holds(Set<String> tags) {
            return left.holds(tags) && right.holds(tags);
        }
    }

    record Or(TagTest left, TagTest right) implements TagTest {
        @Override
        public boolean holds(Set<String> tags) {
            return left.holds(tags) || right.holds(tags);
        }
    }

    record Without(TagTest left, TagTest right) implements TagTest {
        @Override
        public boolean holds(Set<String> tags) {
            return left.holds(tags) && !right.holds(tags);
        }
    }
}

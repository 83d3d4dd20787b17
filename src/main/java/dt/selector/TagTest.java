package dt.selector;

import java.util.Set;

/** What {@code tag:} asks of the tags of a host. */
public sealed interface TagTest {
    record Has(String tag) implements TagTest {}

    record Like(Glob glob) implements TagTest {}

    record And(TagTest left, TagTest right) implements TagTest {}

    record Or(TagTest left, TagTest right) implements TagTest {}

    record Without(TagTest left, TagTest right) implements TagTest {}

    default boolean holds(Set<String> tags) {
        return switch (this) {
            case Has(var tag) -> tags.contains(tag);
            case Like(var glob) -> tags.stream().anyMatch(glob::matches);
            case And(var left, var right) -> left.holds(tags) && right.holds(tags);
            case Or(var left, var right) -> left.holds(tags) || right.holds(tags);
            case Without(var left, var right) -> left.holds(tags) && !right.holds(tags);
        };
    }
}

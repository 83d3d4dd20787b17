package dt.hostlist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All combinations of some numbers along each axis of a {@link Grid}. */
final class Box {
    /** The least number along each axis. */
    private final long[] corner;

    /** The numbers along each axis as a list says them; null: the corner's alone. */
    private final @Nullable String[] sides;

    /** A point. */
    Box(long[] corner) {
        this(corner, new @Nullable String[corner.length]);
    }

    private Box(long[] corner, @Nullable String[] sides) {
        this.corner = corner;
        this.sides = sides;
    }

    long[] corner() {
        return corner;
    }

    /** The box of boxes that are points along {@code axis} and alike along all others. */
    static Box join(List<Box> boxes, int axis) {
        var numbers = boxes.stream().mapToLong(box -> box.corner[axis]).sorted().toArray();
        var corner = boxes.getFirst().corner.clone();
        var sides = boxes.getFirst().sides.clone();
        corner[axis] = numbers[0];
        sides[axis] = Digits.ranges(numbers);
        return new Box(corner, sides);
    }

    /** What boxes alike along all these axes but one have in common. */
    String sidesBut(int axis, int[] axes) {
        var common = new StringBuilder();
        for (int other : axes) {
            if (other != axis) {
                var side = sides[other];
                (side == null ? common.append(corner[other]) : common.append(side)).append(' ');
            }
        }
        return common.toString();
    }

    /** This box as a pattern: its sides in the holes of a shape. */
    String in(String shape) {
        var pattern = new StringBuilder();
        int axis = 0;
        for (int at = 0; at < shape.length(); at++) {
            if (shape.charAt(at) == Digits.HOLE) {
                var side = sides[axis];
                pattern.append(side == null ? Digits.text(corner[axis]) : side);
                axis++;
            } else {
                pattern.append(shape.charAt(at));
            }
        }
        return pattern.toString();
    }
}

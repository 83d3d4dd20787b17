package dt.hostlist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Names of one shape are points of a grid, each number a coordinate. Points that differ along one axis only join to a box,
 * axis after axis. Every step keeps the set that is stood for, so expanding gives the same names again.
 */
final class Grid {
    private Grid() {}

    /** Boxes without overlap that cover just these points, in order of their first points. */
    static List<Box> fold(List<long[]> points) {
        var boxes = points.stream().map(Box::new).toList();
        var axes = axes(points);
        for (int axis : axes) {
            boxes = joined(boxes, axis, axes);
        }
        var sorted = new ArrayList<>(boxes);
        sorted.sort(Comparator.comparing(Box::corner, Arrays::compare));
        return sorted;
    }

    /** The axes along which the points differ. The one with most values is joined first: that leaves the fewest boxes. */
    private static int[] axes(List<long[]> points) {
        int dimensions = points.getFirst().length;
        var spread = new long[dimensions];
        for (int axis = 0; axis < dimensions; axis++) {
            int along = axis;
            spread[axis] =
                    points.stream().mapToLong(point -> point[along]).distinct().count();
        }
        return IntStream.range(0, dimensions)
                .filter(axis -> spread[axis] > 1)
                .boxed()
                .sorted(Comparator.comparingLong((Integer axis) -> -spread[axis])
                        .thenComparing(Comparator.reverseOrder()))
                .mapToInt(axis -> axis)
                .toArray();
    }

    private static List<Box> joined(List<Box> boxes, int axis, int[] axes) {
        if (axes.length == 1) {
            return List.of(Box.join(boxes, axis));
        }
        var alike = new HashMap<String, List<Box>>();
        for (var box : boxes) {
            alike.computeIfAbsent(box.sidesBut(axis, axes), sides -> new ArrayList<>())
                    .add(box);
        }
        return alike.values().stream().map(group -> Box.join(group, axis)).toList();
    }
}

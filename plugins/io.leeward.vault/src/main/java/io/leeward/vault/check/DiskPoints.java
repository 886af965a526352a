package io.leeward.vault.check;

import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.PointId;
import io.leeward.model.Position;
import java.util.Map;
import java.util.TreeMap;

/** Where the points of a machine lie on one disk. */
final class DiskPoints {
    private final DiskId disk;
    private final Map<Position, PointId> points = new TreeMap<>();

    DiskPoints(DiskId disk) {
        this.disk = disk;
    }

    void add(PointId point, DiskCut cut) {
        points.put(cut.position(), point);
    }

    DiskId disk() {
        return disk;
    }

    /** By position, ascending. */
    Map<Position, PointId> points() {
        return points;
    }
}

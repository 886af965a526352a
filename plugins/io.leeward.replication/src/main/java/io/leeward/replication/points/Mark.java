package io.leeward.replication.points;

import io.leeward.model.DiskCut;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import java.time.Instant;

/**
 * A point's marker in one disk's journal.
 *
 * @param point the point
 * @param kind how consistent it is
 * @param cutAt when it was cut, corrected for skew
 * @param cut where it lies
 */
public record Mark(PointId point, PointKind kind, Instant cutAt, DiskCut cut) {}

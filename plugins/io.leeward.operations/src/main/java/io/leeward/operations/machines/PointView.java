package io.leeward.operations.machines;

import io.leeward.model.PointState;
import io.leeward.model.RecoveryPoint;

/**
 * A recovery point and how far it has come.
 *
 * @param point the point
 * @param state only {@link PointState#RECOVERABLE} points can be recovered
 */
public record PointView(RecoveryPoint point, PointState state) {}

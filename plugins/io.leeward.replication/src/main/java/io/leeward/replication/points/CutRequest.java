package io.leeward.replication.points;

import io.leeward.model.GroupId;
import io.leeward.model.PointId;
import java.util.List;
import java.util.Optional;

/**
 * A wish for a recovery point.
 *
 * @param point its identifier, chosen by who asks
 * @param appConsistent whether scripts are run around the freeze
 * @param tags texts for the point
 * @param group the group that the point is cut with, if any
 */
public record CutRequest(PointId point, boolean appConsistent, List<String> tags, Optional<GroupId> group) {
    public CutRequest {
        tags = List.copyOf(tags);
    }
}

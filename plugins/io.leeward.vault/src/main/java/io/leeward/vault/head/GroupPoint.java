package io.leeward.vault.head;

import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import java.time.Instant;
import java.util.List;

/**
 * A recovery point of a replication group: one point of each member, cut at one instant. It exists once its own blob
 * does.
 *
 * @param id the point; the same for every member
 * @param group the group
 * @param cutAt when it was cut; a label
 * @param members machines that it holds a point of, in order
 */
public record GroupPoint(PointId id, GroupId group, Instant cutAt, List<MachineId> members) {
    public GroupPoint {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a group point without members");
        }
    }
}

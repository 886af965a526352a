package io.leeward.vault.catalog;

import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import java.util.List;

/**
 * A replication group.
 *
 * @param id the group
 * @param name as the operator gave it
 * @param members its machines
 */
public record GroupEntry(GroupId id, String name, List<MachineId> members) {
    public GroupEntry {
        members = List.copyOf(members);
    }
}

package io.leeward.vault.catalog;

import io.leeward.model.Disk;
import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import java.util.List;
import java.util.Optional;

/**
 * A protected machine.
 *
 * @param id the machine
 * @param name as it calls itself
 * @param disks its disks, ordered by identifier
 * @param policy its replication policy
 * @param group its replication group
 */
public record MachineEntry(
        MachineId id, String name, List<Disk> disks, Optional<PolicyId> policy, Optional<GroupId> group) {
    public MachineEntry {
        disks = List.copyOf(disks);
    }
}

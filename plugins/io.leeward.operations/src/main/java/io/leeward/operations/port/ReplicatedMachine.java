package io.leeward.operations.port;

import io.leeward.model.Disk;
import io.leeward.model.MachineId;
import io.leeward.model.ReplicationPolicy;
import java.util.List;

/**
 * What replication has to know of a machine.
 *
 * @param id the machine
 * @param name as it enrolled
 * @param disks in the order of enrolment
 * @param policy that it is replicated by
 */
public record ReplicatedMachine(MachineId id, String name, List<Disk> disks, ReplicationPolicy policy) {
    public ReplicatedMachine {
        disks = List.copyOf(disks);
    }
}

package io.leeward.replication.settings;

import io.leeward.model.Direction;
import io.leeward.model.Disk;
import io.leeward.model.MachineId;
import io.leeward.model.ReplicationPolicy;
import java.util.List;
import java.util.Optional;

/**
 * What the replicator of a machine is told about it.
 *
 * @param machine the machine
 * @param name as it enrolled, for sentences
 * @param incarnation what the hardware said of itself at enrolment, 64 hexadecimal digits; empty before it was recorded
 * @param disks those under replication, at least one
 * @param policy how often points are cut, how frames are compressed, how long data waits
 * @param direction which way data flows
 */
public record MachineSettings(
        MachineId machine,
        String name,
        Optional<String> incarnation,
        List<Disk> disks,
        ReplicationPolicy policy,
        Direction direction) {
    public MachineSettings {
        disks = List.copyOf(disks);
        if (disks.isEmpty()) {
            throw new IllegalArgumentException("the machine " + name + " has no disk to replicate");
        }
    }

    /** The same machine whose hardware now says this of itself. */
    public MachineSettings withIncarnation(String hexadecimal) {
        return new MachineSettings(machine, name, Optional.of(hexadecimal), disks, policy, direction);
    }
}

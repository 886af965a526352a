package io.leeward.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A moment to which a machine can be brought back.
 *
 * @param id the point
 * @param machine whose point it is
 * @param kind how consistent it is
 * @param cutAt when it was cut, by the clock of the machine, corrected for skew; a label, never used for order
 * @param cuts one for each disk of the machine, ordered by disk
 * @param tags texts given by operators, in the order given
 * @param pinned whether it is kept until released
 * @param proof what has been shown about it
 * @param group the group it was cut with, for multi-VM points
 */
public record RecoveryPoint(
        PointId id,
        MachineId machine,
        PointKind kind,
        Instant cutAt,
        List<DiskCut> cuts,
        List<String> tags,
        boolean pinned,
        Proof proof,
        Optional<GroupId> group) {
    public RecoveryPoint {
        cuts = List.copyOf(cuts);
        tags = List.copyOf(tags);
        if (cuts.isEmpty()) {
            throw new IllegalArgumentException("a recovery point without disks");
        }
        for (int i = 1; i < cuts.size(); i++) {
            if (cuts.get(i - 1).disk().compareTo(cuts.get(i).disk()) >= 0) {
                throw new IllegalArgumentException("disks of a recovery point are not in order");
            }
        }
    }

    /** Where the point lies on a disk, or empty when the machine did not have that disk. */
    public Optional<DiskCut> cut(DiskId disk) {
        return cuts.stream().filter(cut -> cut.disk().equals(disk)).findFirst();
    }
}

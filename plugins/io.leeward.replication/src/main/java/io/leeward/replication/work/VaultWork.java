package io.leeward.replication.work;

import io.leeward.model.Direction;
import io.leeward.model.DiskId;
import io.leeward.model.Position;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.epoch.Coverage;
import java.util.List;
import java.util.Optional;

/** Something to be done in the vault for one machine. */
public sealed interface VaultWork {

    /** Read the machine's head, and of each disk the current epoch and how far it is contiguous in the vault. */
    record LoadMachine(List<DiskId> disks) implements VaultWork {
        public LoadMachine {
            disks = List.copyOf(disks);
        }
    }

    /**
     * Claim the next epoch of a disk and write it into the machine's head.
     *
     * @param parent state from which the epoch goes on; empty for an initial copy
     * @param coverage how the epoch begins
     * @param diskBytes size of the disk
     */
    record ClaimEpoch(DiskId disk, Optional<Position> parent, Coverage coverage, Direction direction, long diskBytes)
            implements VaultWork {}

    /** Verify a closed segment of the spool and create it in the vault. */
    record UploadSegment(SegmentFile segment) implements VaultWork {}

    /** Add a point to the machine's head. Every position of it is stored. */
    record PublishPoint(RecoveryPoint point) implements VaultWork {}

    /** Read what the vault knows of blocks at a position. */
    record ReadHashes(DiskId disk, Position at, long firstBlock, int count) implements VaultWork {}
}

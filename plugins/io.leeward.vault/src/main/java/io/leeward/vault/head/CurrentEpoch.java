package io.leeward.vault.head;

import io.leeward.model.DiskId;

/**
 * The line that a disk is on now: the path of parents of this epoch.
 *
 * @param disk the disk
 * @param epoch number of its newest claimed epoch
 */
public record CurrentEpoch(DiskId disk, long epoch) {
    public CurrentEpoch {
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch " + epoch);
        }
    }
}

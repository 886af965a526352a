package io.leeward.vault.epoch;

import io.leeward.model.Direction;
import io.leeward.model.DiskId;
import io.leeward.model.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * An uninterrupted right to write one disk's journal.
 *
 * @param disk the disk
 * @param number from 1, unique for the disk
 * @param parent the position that this epoch goes on from, in an epoch of a lower number; empty only when
 *     {@link Coverage#INITIAL}
 * @param coverage how it joins on to the parent
 * @param direction which way the data flows
 * @param diskBytes size of the disk when the epoch was claimed
 * @param writer who claimed it, in words for people
 * @param createdAt when it was claimed, by the writer's clock; a label
 */
public record EpochRecord(
        DiskId disk,
        long number,
        Optional<Position> parent,
        Coverage coverage,
        Direction direction,
        long diskBytes,
        String writer,
        Instant createdAt) {
    /** Highest number of an epoch. */
    public static final long LAST_NUMBER = 9_999_999_999L;

    public EpochRecord {
        if (number < 1 || number > LAST_NUMBER || diskBytes <= 0) {
            throw new IllegalArgumentException("epoch " + number + " of " + diskBytes + " bytes");
        }
        if (parent.isEmpty() != (coverage == Coverage.INITIAL)) {
            throw new IllegalArgumentException("epoch with parent " + parent + " and coverage " + coverage);
        }
        if (parent.isPresent() && parent.get().epoch() >= number) {
            throw new IllegalArgumentException("epoch " + number + " with a parent in epoch "
                    + parent.get().epoch());
        }
    }
}

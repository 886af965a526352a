package io.leeward.vault.segment;

import io.leeward.kernel.bytes.Block;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import java.nio.ByteBuffer;
import java.time.Instant;

/** One step of a disk's journal. Sequences of an epoch are 1, 2, 3 and so on without gaps, whatever the kind. */
public sealed interface Frame {
    /** Most bytes of disk data in one frame. */
    int LARGEST_BYTES = 64 * 1024;

    long sequence();

    /**
     * Bytes of the disk.
     *
     * @param offset on a block boundary
     * @param bytes the remaining ones count, 1 to {@link #LARGEST_BYTES}; whole blocks except at the end of the disk
     */
    record Data(long sequence, long offset, ByteBuffer bytes) implements Frame {
        public Data {
            requireSequence(sequence);
            requireOffset(offset);
            if (!bytes.hasRemaining() || bytes.remaining() > LARGEST_BYTES) {
                throw new IllegalArgumentException("data frame of " + bytes.remaining() + " bytes");
            }
        }
    }

    /**
     * A range of the disk that reads as zeros.
     *
     * @param offset on a block boundary
     * @param length whole blocks except at the end of the disk
     */
    record Zeros(long sequence, long offset, long length) implements Frame {
        public Zeros {
            requireSequence(sequence);
            requireOffset(offset);
            if (length <= 0 || offset + length < 0) {
                throw new IllegalArgumentException("zero range of " + length + " bytes at " + offset);
            }
        }
    }

    /**
     * The place of a recovery point on this disk.
     *
     * @param point the point
     * @param kind how consistent it is
     * @param cutAt when it was cut; a label
     * @param diskBytes size of the disk then
     */
    record Mark(long sequence, PointId point, PointKind kind, Instant cutAt, long diskBytes) implements Frame {
        public Mark {
            requireSequence(sequence);
            if (diskBytes <= 0) {
                throw new IllegalArgumentException("disk of " + diskBytes + " bytes");
            }
        }
    }

    private static void requireSequence(long sequence) {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence " + sequence);
        }
    }

    private static void requireOffset(long offset) {
        if (offset < 0 || offset % Block.BYTES != 0) {
            throw new IllegalArgumentException("offset " + offset + " is not on a block boundary");
        }
    }
}

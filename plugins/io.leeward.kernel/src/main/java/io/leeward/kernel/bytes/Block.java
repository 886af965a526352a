package io.leeward.kernel.bytes;

/** The unit in which changes are tracked and hashed. */
public final class Block {
    /** Bytes of a block. The last block of a disk may be shorter. */
    public static final int BYTES = 4096;

    private Block() {}

    /** Number of blocks, the last one possibly short, that a disk of this many bytes has. */
    public static long count(long diskBytes) {
        return (diskBytes + BYTES - 1) / BYTES;
    }

    /** Length in bytes of block {@code index} on a disk of {@code diskBytes}. */
    public static int length(long index, long diskBytes) {
        return (int) Math.min(BYTES, diskBytes - index * BYTES);
    }
}

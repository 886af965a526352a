package io.leeward.kernel.bytes;

/**
 * A range of bytes on a disk.
 *
 * @param offset first byte
 * @param length number of bytes, at least 1
 */
public record Extent(long offset, long length) implements Comparable<Extent> {
    public Extent {
        if (offset < 0 || length <= 0 || offset + length < 0) {
            throw new IllegalArgumentException("extent " + offset + "+" + length);
        }
    }

    /** First byte after this extent. */
    public long end() {
        return offset + length;
    }

    public boolean overlaps(Extent other) {
        return offset < other.end() && other.offset < end();
    }

    @Override
    public int compareTo(Extent other) {
        int byOffset = Long.compare(offset, other.offset);
        return byOffset != 0 ? byOffset : Long.compare(length, other.length);
    }
}

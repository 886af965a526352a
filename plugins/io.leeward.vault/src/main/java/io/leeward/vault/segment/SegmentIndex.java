package io.leeward.vault.segment;

import io.leeward.kernel.bytes.BlockHash;
import java.util.List;
import java.util.Optional;

/**
 * What a segment holds: one entry for each frame, in their order, the hashes of all blocks of data, and the marks.
 * Immutable.
 */
public final class SegmentIndex {
    private final long first;
    private final List<SegmentEntry> entries;
    private final List<Frame.Mark> marks;
    private final byte[] hashes;

    SegmentIndex(long first, List<SegmentEntry> entries, List<Frame.Mark> marks, byte[] hashes) {
        this.first = first;
        this.entries = List.copyOf(entries);
        this.marks = List.copyOf(marks);
        this.hashes = hashes;
    }

    /** Sequence of the first frame. */
    public long first() {
        return first;
    }

    /** Sequence of the last frame; one less than {@link #first} when there is none. */
    public long last() {
        return first + entries.size() - 1;
    }

    public List<SegmentEntry> entries() {
        return entries;
    }

    public List<Frame.Mark> marks() {
        return marks;
    }

    /** The entry of a frame; empty when the segment does not hold it. */
    public Optional<SegmentEntry> entry(long sequence) {
        return sequence < first || sequence > last()
                ? Optional.empty()
                : Optional.of(entries.get((int) (sequence - first)));
    }

    /** Number of hashes. */
    public int hashCount() {
        return hashes.length / BlockHash.BYTES;
    }

    /** Copies the hash of one block of a data entry; {@code block} counts from the entry's first block. */
    public void hash(SegmentEntry entry, int block, byte[] into, int at) {
        System.arraycopy(hashes, (entry.firstHash() + block) * BlockHash.BYTES, into, at, BlockHash.BYTES);
    }

    /** The hashes of a data entry, 16 bytes for each block. */
    public byte[] hashes(SegmentEntry entry) {
        int blocks = (int) io.leeward.kernel.bytes.Block.count(entry.length());
        byte[] out = new byte[blocks * BlockHash.BYTES];
        System.arraycopy(hashes, entry.firstHash() * BlockHash.BYTES, out, 0, out.length);
        return out;
    }

    /** Bytes of memory that this index takes, roughly. */
    public long memoryBytes() {
        return 64L * entries.size() + hashes.length + 160L * marks.size() + 128;
    }
}

package io.leeward.vault.restore;

import io.leeward.kernel.bytes.Block;
import io.leeward.vault.segment.SegmentEntry;
import io.leeward.vault.segment.SegmentIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Finds the newest frame of every block of a region: indexes are shown to it newest first, and what it has not seen
 * before belongs to the frame that is shown. One bit of memory for each block.
 */
final class RegionMap {
    private final long diskBytes;
    private final long firstBlock;
    private final int blocks;
    private final BitSet taken;
    private int left;
    private int firstBroken = Integer.MAX_VALUE;

    /**
     * @param firstBlock first block of the region
     * @param blocks number of blocks, none beyond the end of the disk
     */
    RegionMap(long diskBytes, long firstBlock, int blocks) {
        this.diskBytes = diskBytes;
        this.firstBlock = firstBlock;
        this.blocks = blocks;
        this.taken = new BitSet(blocks);
        this.left = blocks;
    }

    /** Whether every block of the region has its frame. */
    boolean complete() {
        return left == 0;
    }

    /** The first block that no frame was found for; only while not {@link #complete}. */
    long firstMissing() {
        return firstBlock + Math.min(taken.nextClearBit(0), firstBroken);
    }

    /**
     * Claims what the frames of one segment contribute, those after {@code through} left out; ascending by place in the
     * segment.
     */
    List<Claim> claim(SegmentIndex index, long through) {
        List<Claim> claims = new ArrayList<>();
        List<SegmentEntry> entries = index.entries();
        for (int i = entries.size() - 1; i >= 0 && left > 0; i--) {
            SegmentEntry entry = entries.get(i);
            if (entry.kind() != SegmentEntry.Kind.MARK && entry.sequence() <= through) {
                List<Claim.Run> runs = claim(entry);
                if (!runs.isEmpty()) {
                    claims.add(new Claim(entry, runs));
                }
            }
        }
        Collections.reverse(claims);
        return claims;
    }

    private List<Claim.Run> claim(SegmentEntry entry) {
        long end = Math.min(entry.end(), diskBytes);
        long first = entry.offset() / Block.BYTES;
        int from = Math.clamp(first - firstBlock, 0, blocks);
        int to = Math.clamp(wholeBlocksEnd(end) - firstBlock, 0, blocks);
        List<Claim.Run> runs = List.of();
        int at = taken.nextClearBit(from);
        while (at < to) {
            int stop = taken.nextSetBit(at);
            int until = stop < 0 ? to : Math.min(stop, to);
            runs = runs.isEmpty() ? new ArrayList<>(2) : runs;
            runs.add(new Claim.Run((firstBlock + at) * Block.BYTES, Math.min((firstBlock + until) * Block.BYTES, end)));
            taken.set(at, until);
            left -= until - at;
            at = taken.nextClearBit(until);
        }
        breakAt(end, to);
        return runs;
    }

    /**
     * A frame that ends inside a block was written when the disk ended there: what follows in that block is not known,
     * and older frames do not say it either.
     */
    private void breakAt(long end, int block) {
        boolean partly =
                end != diskBytes && end % Block.BYTES != 0 && end / Block.BYTES == firstBlock + block && block < blocks;
        if (partly && !taken.get(block)) {
            taken.set(block);
            firstBroken = Math.min(firstBroken, block);
        }
    }

    /** The block after the last one that a frame ending here covers whole; the last block of the disk may be short. */
    private long wholeBlocksEnd(long end) {
        return end == diskBytes ? Block.count(diskBytes) : end / Block.BYTES;
    }
}

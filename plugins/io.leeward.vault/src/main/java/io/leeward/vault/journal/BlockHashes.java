package io.leeward.vault.journal;

import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.BlockHash;
import io.leeward.vault.segment.SegmentBuffers;
import io.leeward.vault.segment.SegmentEntry;
import io.leeward.vault.segment.SegmentIndex;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes of the blocks of a disk at the end of a journal path, from the sealed indexes alone. Made for reading a disk
 * from its beginning to its end: a window of hashes is kept, and reading outside of it loads another. One thread at a
 * time.
 */
public final class BlockHashes {
    /** Blocks in a window unless told otherwise: 1 GiB of disk, 4 MiB of hashes. */
    public static final int DEFAULT_WINDOW = 256 * 1024;

    /** Memory for indexes that are kept for the next window, in bytes. */
    public static final long INDEX_CACHE_BYTES = 32L * 1024 * 1024;

    private final JournalPath path;
    private final SegmentBuffers buffers = new SegmentBuffers();
    private final IndexCache cache = new IndexCache(INDEX_CACHE_BYTES);
    private final long[] lowest;
    private final long[] highest;
    private final byte[] zeroHash = new BlockHash().hash(ByteBuffer.allocate(Block.BYTES));
    private final byte[] window;
    private long windowStart = -1;
    private int unknown;

    public BlockHashes(JournalPath path) {
        this(path, DEFAULT_WINDOW);
    }

    /** @param windowBlocks blocks whose hashes are kept, 16 bytes each */
    public BlockHashes(JournalPath path, int windowBlocks) {
        this.path = path;
        this.window = new byte[windowBlocks * BlockHash.BYTES];
        this.lowest = new long[path.size()];
        this.highest = new long[path.size()];
        Arrays.fill(highest, Long.MAX_VALUE);
    }

    /**
     * Hashes of blocks, 16 bytes each; 16 zero bytes where the journal says nothing.
     *
     * @param firstBlock number of the first block
     * @param count number of blocks, at least 1
     */
    public byte[] read(long firstBlock, int count) {
        if (firstBlock < 0 || count < 1) {
            throw new IllegalArgumentException(count + " blocks from " + firstBlock);
        }
        byte[] out = new byte[count * BlockHash.BYTES];
        int windowBlocks = window.length / BlockHash.BYTES;
        int done = 0;
        while (done < count) {
            long block = firstBlock + done;
            if (windowStart < 0 || block < windowStart || block >= windowStart + windowBlocks) {
                load(block);
            }
            int from = (int) (block - windowStart);
            int some = Math.min(count - done, windowBlocks - from);
            System.arraycopy(window, from * BlockHash.BYTES, out, done * BlockHash.BYTES, some * BlockHash.BYTES);
            done += some;
        }
        return out;
    }

    private void load(long firstBlock) {
        windowStart = firstBlock;
        unknown = window.length / BlockHash.BYTES;
        Arrays.fill(window, (byte) 0);
        long start = firstBlock * Block.BYTES;
        long end = start + (long) unknown * Block.BYTES;
        for (int number = 0; number < lowest.length && unknown > 0; number++) {
            if (lowest[number] < end && highest[number] > start) {
                apply(number);
            }
        }
    }

    private void apply(int number) {
        JournalSource source = path.source(number);
        SegmentIndex index = cache.get(number, () -> path.open(source, buffers).index());
        long low = Long.MAX_VALUE;
        long high = 0;
        List<SegmentEntry> entries = index.entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            SegmentEntry entry = entries.get(i);
            if (entry.kind() != SegmentEntry.Kind.MARK && entry.sequence() <= source.through()) {
                low = Math.min(low, entry.offset());
                high = Math.max(high, entry.end());
                apply(index, entry);
            }
        }
        lowest[number] = low;
        highest[number] = high;
    }

    private void apply(SegmentIndex index, SegmentEntry entry) {
        long first = entry.offset() / Block.BYTES;
        long from = Math.max(first, windowStart);
        long to = Math.min(first + Block.count(entry.length()), windowStart + window.length / BlockHash.BYTES);
        for (long block = from; block < to; block++) {
            int at = (int) (block - windowStart) * BlockHash.BYTES;
            if (known(at)) {
                continue;
            }
            if (entry.kind() == SegmentEntry.Kind.DATA) {
                index.hash(entry, (int) (block - first), window, at);
            } else {
                System.arraycopy(zeroHash(entry.end() - block * Block.BYTES), 0, window, at, BlockHash.BYTES);
            }
            unknown--;
        }
    }

    private byte[] zeroHash(long bytesLeft) {
        return bytesLeft >= Block.BYTES ? zeroHash : new BlockHash().hash(ByteBuffer.allocate((int) bytesLeft));
    }

    private boolean known(int at) {
        for (int i = at; i < at + BlockHash.BYTES; i++) {
            if (window[i] != 0) {
                return true;
            }
        }
        return false;
    }
}

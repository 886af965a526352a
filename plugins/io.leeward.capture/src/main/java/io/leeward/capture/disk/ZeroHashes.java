package io.leeward.capture.disk;

import io.leeward.capture.compare.HashCache;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.BlockHash;
import io.leeward.kernel.bytes.Extent;
import java.nio.ByteBuffer;

/** Hashes of blocks that hold zeros. */
final class ZeroHashes {
    private static final ByteBuffer WHOLE = wholeBlocks();

    private ZeroHashes() {}

    private static ByteBuffer wholeBlocks() {
        byte[] one = new BlockHash().hash(ByteBuffer.allocate(Block.BYTES));
        ByteBuffer all = ByteBuffer.allocate(Chunk.BLOCKS * BlockHash.BYTES);
        while (all.hasRemaining()) {
            all.put(one);
        }
        return all.flip().asReadOnlyBuffer();
    }

    /** Notes that the extent, whole blocks but for the end of the disk, was sent as zeros. */
    static void write(HashCache cache, Extent extent, long diskBytes) {
        long whole = extent.length() / Block.BYTES;
        long first = extent.offset() / Block.BYTES;
        for (long done = 0; done < whole; done += Chunk.BLOCKS) {
            int part = (int) Math.min(Chunk.BLOCKS, whole - done);
            cache.write(first + done, WHOLE.slice(0, part * BlockHash.BYTES));
        }
        int rest = (int) (extent.length() % Block.BYTES);
        if (rest > 0) {
            cache.write(diskBytes / Block.BYTES, ByteBuffer.wrap(new BlockHash().hash(ByteBuffer.allocate(rest))));
        }
    }
}

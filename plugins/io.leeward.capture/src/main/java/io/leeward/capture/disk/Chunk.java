package io.leeward.capture.disk;

import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.BlockHash;
import java.nio.ByteBuffer;

/**
 * Memory for one piece of a disk and its hashes, allocated once for the whole agent: 1 MiB that begins on a block
 * boundary. Not thread-safe.
 */
public final class Chunk {
    /** Most bytes of disk in one piece. */
    public static final int BYTES = 1 << 20;
    /** Most blocks in one piece. */
    public static final int BLOCKS = BYTES / Block.BYTES;

    private final ByteBuffer data =
            ByteBuffer.allocateDirect(BYTES + Block.BYTES).alignedSlice(Block.BYTES);
    private final ByteBuffer hashes = ByteBuffer.allocate(BLOCKS * BlockHash.BYTES);
    private final ByteBuffer known = ByteBuffer.allocate(BLOCKS * BlockHash.BYTES);
    private final BlockHash hasher = new BlockHash();

    /** Room for the given number of bytes. */
    ByteBuffer data(int bytes) {
        return data.clear().limit(bytes);
    }

    /** The hashes of the remaining bytes, valid until the next call. */
    ByteBuffer hash(ByteBuffer bytes) {
        hashes.clear();
        hasher.hash(bytes, hashes);
        return hashes.flip();
    }

    /** Room for hashes of the given number of blocks. */
    ByteBuffer known(int blocks) {
        return known.clear().limit(blocks * BlockHash.BYTES);
    }
}

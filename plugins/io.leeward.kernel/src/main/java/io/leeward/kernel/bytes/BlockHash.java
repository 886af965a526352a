package io.leeward.kernel.bytes;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The 128-bit hash of a block: the first 16 bytes of SHA-256 over its bytes (a short last block is hashed as it is).
 */
public final class BlockHash {
    /** Bytes of one hash. */
    public static final int BYTES = 16;

    private final MessageDigest digest;
    private final byte[] full = new byte[32];

    /** A hasher for one thread. */
    public BlockHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * Appends one hash for each block of {@code data} (remaining bytes, starting on a block boundary) to {@code out}.
     */
    public void hash(ByteBuffer data, ByteBuffer out) {
        ByteBuffer left = data.duplicate();
        int end = left.limit();
        while (left.position() < end) {
            left.limit(Math.min(end, left.position() + Block.BYTES));
            digest.update(left);
            try {
                digest.digest(full, 0, full.length);
            } catch (java.security.DigestException e) {
                throw new IllegalStateException("SHA-256 fits in 32 bytes", e);
            }
            out.put(full, 0, BYTES);
        }
    }

    /** Hashes of all blocks of {@code data}, one after the other. */
    public byte[] hash(ByteBuffer data) {
        ByteBuffer out = ByteBuffer.allocate((int) Block.count(data.remaining()) * BYTES);
        hash(data, out);
        return out.array();
    }
}

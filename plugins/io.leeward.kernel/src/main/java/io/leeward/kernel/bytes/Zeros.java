package io.leeward.kernel.bytes;

import java.nio.ByteBuffer;

/** Detection of zero bytes. */
public final class Zeros {
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 * 1024).asReadOnlyBuffer();

    private Zeros() {}

    /** Whether all remaining bytes are zero; the buffer is not changed. True for an empty buffer. */
    public static boolean only(ByteBuffer data) {
        ByteBuffer left = data.duplicate();
        int end = left.limit();
        while (left.position() < end) {
            int step = Math.min(ZEROS.capacity(), end - left.position());
            left.limit(left.position() + step);
            if (left.mismatch(ZEROS.duplicate().limit(step)) >= 0) {
                return false;
            }
            left.position(left.limit());
        }
        return true;
    }
}

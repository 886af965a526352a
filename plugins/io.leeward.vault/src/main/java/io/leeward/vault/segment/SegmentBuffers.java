package io.leeward.vault.segment;

import java.nio.ByteBuffer;

/**
 * Working memory for sealing and opening frames, about 380 KiB outside the heap: shared by everything that one thread
 * does, one call at a time. What a call returns in it is valid until the next call.
 */
public final class SegmentBuffers {
    final ByteBuffer source = ByteBuffer.allocateDirect(Frame.LARGEST_BYTES);
    final ByteBuffer plain = ByteBuffer.allocateDirect(SegmentFormat.DATA_PREFIX + SegmentFormat.LARGEST_COMPRESSED);
    final ByteBuffer record =
            ByteBuffer.allocateDirect(SegmentFormat.LARGEST_RECORD + SegmentFormat.LARGEST_COMPRESSED);
    final ByteBuffer data = ByteBuffer.allocateDirect(Frame.LARGEST_BYTES);
}

package io.leeward.capture.send;

import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.Zeros;
import io.leeward.wire.data.AgentMessage;
import java.nio.ByteBuffer;

/** Divides bytes of a disk into frames: runs of zero blocks, and runs of other blocks of at most 64 KiB. */
final class Runs {
    /** Takes the runs, in order. */
    interface Taker {
        void data(long offset, ByteBuffer bytes);

        void zeros(long offset, long length);
    }

    private Runs() {}

    static void split(long offset, ByteBuffer bytes, Taker taker) {
        int end = bytes.remaining();
        int start = 0;
        while (start < end) {
            boolean zero = zero(bytes, start);
            int stop = Math.min(end, start + Block.BYTES);
            while (stop < end
                    && zero(bytes, stop) == zero
                    && (zero || stop - start < AgentMessage.LARGEST_DATA_BYTES)) {
                stop = Math.min(end, stop + Block.BYTES);
            }
            if (zero) {
                taker.zeros(offset + start, stop - start);
            } else {
                taker.data(offset + start, bytes.slice(bytes.position() + start, stop - start));
            }
            start = stop;
        }
    }

    private static boolean zero(ByteBuffer bytes, int at) {
        return Zeros.only(bytes.slice(bytes.position() + at, Math.min(Block.BYTES, bytes.remaining() - at)));
    }
}

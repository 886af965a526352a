package io.leeward.processserver.link;

import io.leeward.kernel.ByteSize;
import java.util.concurrent.Semaphore;

/**
 * Memory for frames that were read and not yet handled. Who reads waits here; who has handled gives back. Thread-safe.
 */
final class ReceiveBudget {
    private static final int UNIT_BYTES = 1024;

    private final Semaphore units;
    private final int all;

    ReceiveBudget(ByteSize size) {
        all = Math.toIntExact(size.bytes() / UNIT_BYTES);
        units = new Semaphore(all, true);
    }

    /** Waits until there is room; never longer than the handling of what was read before takes. */
    void take(int bytes) {
        units.acquireUninterruptibly(cost(bytes));
    }

    void giveBack(int bytes) {
        units.release(cost(bytes));
    }

    /** A frame larger than the whole budget waits for all of it. */
    private int cost(int bytes) {
        return Math.min(all, bytes / UNIT_BYTES + 1);
    }
}

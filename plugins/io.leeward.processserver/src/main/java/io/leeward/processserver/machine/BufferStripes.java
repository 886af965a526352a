package io.leeward.processserver.machine;

import io.leeward.vault.segment.SegmentBuffers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Working memory of the loops: up to {@link #COUNT} loops have one each, more than that take turns. Thread-safe. */
public final class BufferStripes {
    /** Stripes; about 24 MiB outside the heap when all are in use. */
    public static final int COUNT = 64;

    private final Stripe[] stripes = new Stripe[COUNT];
    private final AtomicInteger next = new AtomicInteger();

    /** Memory and the lock that its user holds during each call into its replicator. */
    record Stripe(ReentrantLock lock, SegmentBuffers buffers) {}

    /** The next stripe in turn. */
    synchronized Stripe take() {
        int index = Math.floorMod(next.getAndIncrement(), COUNT);
        if (stripes[index] == null) {
            stripes[index] = new Stripe(new ReentrantLock(true), new SegmentBuffers());
        }
        return stripes[index];
    }
}

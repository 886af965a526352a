package io.leeward.vault.segment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** Working memory lent to tasks that run at once; holds as many as were ever lent at the same time. Thread-safe. */
public final class BufferPool {
    private final Deque<SegmentBuffers> idle = new ArrayDeque<>();

    /** Does work with buffers that nobody else uses meanwhile. */
    public <T> T with(Function<SegmentBuffers, T> work) {
        SegmentBuffers buffers = borrow();
        try {
            return work.apply(buffers);
        } finally {
            giveBack(buffers);
        }
    }

    private synchronized SegmentBuffers borrow() {
        return idle.isEmpty() ? new SegmentBuffers() : idle.pop();
    }

    private synchronized void giveBack(SegmentBuffers buffers) {
        idle.push(buffers);
    }
}

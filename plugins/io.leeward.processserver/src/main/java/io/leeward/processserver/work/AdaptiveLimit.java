package io.leeward.processserver.work;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many pieces of work may run at one time: one more after as many successes as run at once, half after a failure
 * that trying again may cure (additive increase, multiplicative decrease). Thread-safe.
 */
public final class AdaptiveLimit {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final int most;
    private int limit;
    private int running;
    private int successes;
    private int lowestNumber;

    /** Begins at {@code first}, stays between 1 and {@code most}. */
    public AdaptiveLimit(int first, int most) {
        this.limit = first;
        this.most = most;
    }

    /** Waits for its turn; tells the number of the failure-free stretch it begins in. */
    int begin() {
        lock.lock();
        try {
            while (running >= limit) {
                changed.awaitUninterruptibly();
            }
            running++;
            return lowestNumber;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A piece of work ended.
     *
     * @param stretch as told by {@link #begin}: of several failures that began together only the first counts
     * @param congested whether it failed for a reason that less at one time may cure
     */
    void end(int stretch, boolean congested) {
        lock.lock();
        try {
            running--;
            if (congested && stretch == lowestNumber) {
                lowestNumber++;
                limit = Math.max(1, limit / 2);
                successes = 0;
            } else if (!congested && ++successes >= limit) {
                successes = 0;
                limit = Math.min(most, limit + 1);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many may run now. */
    public int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /** How many run now. */
    public int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }
}

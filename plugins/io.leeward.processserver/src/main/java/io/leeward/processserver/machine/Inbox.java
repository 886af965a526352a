package io.leeward.processserver.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for a machine's loop. Its length is bounded by what can be under way at all: the receive budget of the
 * data port, the pieces of work and the calls that await an answer. Thread-safe.
 */
final class Inbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Input> waiting = new ArrayDeque<>();
    private boolean closed;

    /** False when the loop has ended. */
    boolean offer(Input input) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            waiting.add(input);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next input, waited for until the time is over. */
    Optional<Input> poll(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (waiting.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
            }
            return Optional.ofNullable(waiting.poll());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a machine's loop", e);
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more; what waits is returned. */
    List<Input> close() {
        lock.lock();
        try {
            closed = true;
            List<Input> left = new ArrayList<>(waiting);
            waiting.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }
}

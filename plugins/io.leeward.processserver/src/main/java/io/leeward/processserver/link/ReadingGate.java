package io.leeward.processserver.link;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether a connection may be read now. Thread-safe. */
final class ReadingGate {
    private enum State {
        OPEN,
        PAUSED,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.OPEN;

    /** Waits while paused; false once nothing is to be read any more. */
    boolean pass() {
        lock.lock();
        try {
            while (state == State.PAUSED) {
                changed.awaitUninterruptibly();
            }
            return state == State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    void pause() {
        moveTo(State.PAUSED);
    }

    void resume() {
        moveTo(State.OPEN);
    }

    /** For good. */
    void close() {
        moveTo(State.CLOSED);
    }

    private void moveTo(State next) {
        lock.lock();
        try {
            if (state != State.CLOSED) {
                state = next;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}

package io.leeward.vault.journal;

import java.util.function.Supplier;

/**
 * Runs independent tasks, possibly at once. Whoever owns threads gives one; {@link #ONE} runs each task in its caller.
 */
public interface Lanes {
    /** How many tasks are worth being under way at once; at least 1. */
    int width();

    /** Begins a task. */
    <T> Pending<T> start(Supplier<T> task);

    /** A task that was begun. */
    interface Pending<T> {
        /** Waits for the result; throws what the task threw. */
        T await();
    }

    /** Runs each task when it is begun. */
    Lanes ONE = new Lanes() {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public <T> Pending<T> start(Supplier<T> task) {
            T result = task.get();
            return () -> result;
        }
    };
}

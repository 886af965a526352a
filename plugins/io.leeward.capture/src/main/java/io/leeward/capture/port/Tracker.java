package io.leeward.capture.port;

import io.leeward.kernel.bytes.ExtentSet;

/** Tells what changed on one disk. Used by one thread. */
public interface Tracker {
    /** Finds nothing by itself: changes are found by comparing. */
    Tracker COMPARE = new Tracker() {
        @Override
        public String name() {
            return "compare";
        }

        @Override
        public boolean complete() {
            return false;
        }

        @Override
        public void take(ExtentSet changed) {}
    };

    /** How changes are found, in a word or two. */
    String name();

    /**
     * Whether {@link #take} has told every change since the process began, without a break. When not, only comparing
     * finds all changes.
     */
    boolean complete();

    /** Adds what changed since the last call, and forgets it. Called before the blocks are read. */
    void take(ExtentSet changed);
}

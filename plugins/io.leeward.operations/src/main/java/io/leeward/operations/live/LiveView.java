package io.leeward.operations.live;

import java.time.Duration;
import java.util.function.Consumer;

/** Live snapshots. */
public interface LiveView {
    /** Shortest time between two snapshots given to one watcher. */
    Duration PERIOD = Duration.ofMillis(250);

    /** The present snapshot. */
    Snapshot now();

    /**
     * Calls the watcher with the present snapshot and then after each change, at most once per {@link #PERIOD}, on a
     * thread of the engine.
     *
     * @return closes the subscription; no call begins after it has returned
     */
    AutoCloseable watch(Consumer<Snapshot> watcher);
}

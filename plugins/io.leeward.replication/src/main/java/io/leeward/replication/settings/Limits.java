package io.leeward.replication.settings;

import io.leeward.kernel.ByteSize;
import java.time.Duration;

/**
 * Bounds of one machine's replicator.
 *
 * @param window most bytes of disk data that an agent may have sent and not seen acknowledged
 * @param segment a segment is closed when its file has grown to this; at most the format's target of 8 MiB
 * @param spool most bytes that the machine's spool may hold before the agent is made to wait
 * @param reserve bytes that the spool leaves free on its medium
 * @param uploadsAtOnce segments of the machine uploaded at the same time
 * @param hashReadsAtOnce requests for hashes carried out at the same time
 * @param shortestRetry first delay after failed work
 * @param longestRetry delays double up to this
 * @param drainPatience how long a hello waits for the spool to drain before the agent is told to come again
 * @param cutPatience how long an agent may take to cut a point
 * @param cutsWaiting most cuts that wait for their turn
 */
public record Limits(
        ByteSize window,
        ByteSize segment,
        ByteSize spool,
        ByteSize reserve,
        int uploadsAtOnce,
        int hashReadsAtOnce,
        Duration shortestRetry,
        Duration longestRetry,
        Duration drainPatience,
        Duration cutPatience,
        int cutsWaiting) {
    public Limits {
        boolean positive = window.bytes() > 0 && segment.bytes() > 0 && spool.bytes() > 0;
        boolean counted = uploadsAtOnce > 0 && hashReadsAtOnce > 0 && cutsWaiting > 0;
        if (!positive || !counted || shortestRetry.compareTo(longestRetry) > 0) {
            throw new IllegalArgumentException("limits of a replicator must be positive");
        }
    }

    /** The limits of an ordinary process server. */
    public static Limits standard() {
        return new Limits(
                ByteSize.mebibytes(32),
                ByteSize.mebibytes(8),
                ByteSize.mebibytes(64 * 1024),
                ByteSize.mebibytes(1024),
                8,
                16,
                Duration.ofMillis(250),
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Duration.ofMinutes(10),
                8);
    }
}

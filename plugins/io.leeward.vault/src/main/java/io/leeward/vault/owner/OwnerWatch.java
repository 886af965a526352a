package io.leeward.vault.owner;

import java.time.Duration;
import java.util.Optional;

/**
 * Judges from readings of the owner record whether the owner is alive: its counter has to change on the reader's own
 * monotonic clock.
 */
public final class OwnerWatch {
    /** What the readings say so far. */
    public enum Liveness {
        /** Not watched for long enough. */
        UNKNOWN,
        /** The record changed within the time allowed. */
        ALIVE,
        /** The record stood still for the time allowed. */
        SILENT
    }

    private final long silenceNanos;
    private Optional<OwnerRecord> last = Optional.empty();
    private long changedAt;
    private boolean seenToChange;

    /** @param silence how long the counter of a live owner may stand still */
    public OwnerWatch(Duration silence) {
        this.silenceNanos = silence.toNanos();
    }

    /** Takes in one reading. */
    public void observe(OwnerRecord record, long nanos) {
        if (last.isEmpty() || !last.get().equals(record)) {
            seenToChange = last.isPresent();
            changedAt = nanos;
            last = Optional.of(record);
        }
    }

    /** What is known at this monotonic time. */
    public Liveness at(long nanos) {
        if (last.isEmpty()) {
            return Liveness.UNKNOWN;
        }
        if (nanos - changedAt > silenceNanos) {
            return Liveness.SILENT;
        }
        return seenToChange ? Liveness.ALIVE : Liveness.UNKNOWN;
    }
}

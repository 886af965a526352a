package io.leeward.replication.spool;

import io.leeward.model.PointId;
import io.leeward.replication.work.SegmentFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A closed segment of the spool on its way to the vault. Owned by the loop. */
public final class ClosedSegment {
    private final SegmentFile file;
    private final Optional<Instant> receivedAt;
    private final List<PointId> points;
    private State state = State.WAITING;

    /** How far it is. */
    public enum State {
        WAITING,
        UPLOADING,
        STORED
    }

    ClosedSegment(SegmentFile file, Optional<Instant> receivedAt, List<PointId> points) {
        this.file = file;
        this.receivedAt = receivedAt;
        this.points = List.copyOf(points);
    }

    public SegmentFile file() {
        return file;
    }

    /** When its newest frame was received; empty after a restart. */
    public Optional<Instant> receivedAt() {
        return receivedAt;
    }

    /** Points whose markers it holds. */
    public List<PointId> points() {
        return points;
    }

    public State state() {
        return state;
    }

    /** Goes on from one state to a later one. */
    public void moveTo(State next) {
        if (next.compareTo(state) < 0) {
            throw new IllegalArgumentException("segment " + file.file() + " from " + state + " to " + next);
        }
        state = next;
    }
}

package io.leeward.replication;

import io.leeward.model.Position;
import io.leeward.wire.data.ServerMessage.Watermarks;
import java.util.List;
import java.util.Optional;

/** The session in which data flows. Owned by the loop. */
final class Session {
    final long id;
    /** Disks by their index in the hello. */
    final List<Lane> lanes;

    boolean tokenKept;
    boolean paused;
    int hashReads;
    /** Bytes of disk data received and not acknowledged. */
    long unacknowledged;

    /**
     * What was stored of each disk when the session began: the agent sends again what came after, so that it compares
     * with this.
     */
    private final long[] base;

    private final long[] acknowledged;
    private final long[] stored;

    Session(long id, List<Lane> lanes) {
        this.id = id;
        this.lanes = List.copyOf(lanes);
        acknowledged = lanes.stream().mapToLong(Lane::durable).toArray();
        base = lanes.stream().mapToLong(Lane::stored).toArray();
        stored = lanes.stream().mapToLong(Lane::stored).toArray();
    }

    /** Where the hashes come from that a disk is compared with; empty when no comparison is going on. */
    Optional<Position> comparedWith(int disk) {
        Lane lane = lanes.get(disk);
        return lane.epoch().filter(epoch -> lane.comparing()).map(epoch -> new Position(epoch.number(), base[disk]));
    }

    /** Sends the watermarks that have changed since they were last sent. */
    void report(Machine machine) {
        if (!tokenKept) {
            return;
        }
        boolean allDurable = true;
        for (int disk = 0; disk < acknowledged.length; disk++) {
            Lane lane = lanes.get(disk);
            if (lane.durable() != acknowledged[disk] || lane.stored() != stored[disk]) {
                acknowledged[disk] = lane.durable();
                stored[disk] = lane.stored();
                machine.send(id, new Watermarks(disk, acknowledged[disk], stored[disk]));
            }
            allDurable &= lane.journal()
                    .filter(journal -> journal.durable() < journal.appended())
                    .isEmpty();
        }
        if (allDurable) {
            unacknowledged = 0;
        }
    }
}

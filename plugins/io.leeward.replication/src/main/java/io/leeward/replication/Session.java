package io.leeward.replication;

import io.leeward.wire.data.ServerMessage.Watermarks;
import java.util.List;

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

    private final long[] acknowledged;
    private final long[] stored;

    Session(long id, List<Lane> lanes) {
        this.id = id;
        this.lanes = List.copyOf(lanes);
        acknowledged = lanes.stream().mapToLong(Lane::durable).toArray();
        stored = lanes.stream().mapToLong(Lane::stored).toArray();
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

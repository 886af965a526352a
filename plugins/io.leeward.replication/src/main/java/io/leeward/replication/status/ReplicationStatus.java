package io.leeward.replication.status;

import io.leeward.kernel.Issue;
import io.leeward.model.MachineId;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.Resync;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The replication of a machine at one moment.
 *
 * @param machine the machine
 * @param link how the agent stands to this server
 * @param resync whether a comparison is due or running, and why
 * @param disks in the order of the settings
 * @param newest the newest recoverable point; the displayed RPO is now minus its cut time, which is already corrected
 *     for skew
 * @param pointsUnderWay points asked for and neither recoverable nor failed
 * @param nextPoint when the next point is due; empty while none can be cut
 * @param lastHeard when the agent last sent anything
 * @param skew how far the agent's clock is behind this server's
 * @param receivedBytes disk data received since the replicator began
 * @param spoolBytes bytes in the spool
 * @param waitingForRoom whether the agent is made to wait because the spool is full
 * @param attention what keeps replication from going on, or delays it
 */
public record ReplicationStatus(
        MachineId machine,
        Link link,
        Resync resync,
        List<DiskStatus> disks,
        Optional<RecoveryPoint> newest,
        int pointsUnderWay,
        Optional<Instant> nextPoint,
        Optional<Instant> lastHeard,
        Duration skew,
        long receivedBytes,
        long spoolBytes,
        boolean waitingForRoom,
        Optional<Issue> attention) {

    /** How the agent stands to this server. */
    public enum Link {
        /** The machine's state is being read from the vault. */
        LOADING,
        /** No agent is connected. */
        DISCONNECTED,
        /** A hello is being answered. */
        OPENING,
        /** Data flows. */
        CONNECTED,
        /** Nothing is accepted until a person has decided. */
        DORMANT,
        /** Somebody else owns the machine now. */
        FENCED
    }

    public ReplicationStatus {
        disks = List.copyOf(disks);
    }
}

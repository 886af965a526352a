package io.leeward.operations.port;

import io.leeward.kernel.Issue;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.PointState;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.Resync;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the replication of a machine is doing, at one moment. All times by this engine's clock, corrected for the agent's
 * skew.
 *
 * @param machine the machine
 * @param connected whether its agent has a session
 * @param lastHeard when its agent last said anything on the data channel
 * @param initialCopyDone whether every disk's first full pass has been received; stays true across comparisons
 * @param resync whether a comparison is due or running
 * @param attention what is wrong with it, if anything
 * @param lastPoint newest recoverable point
 * @param underway points that were asked for and are not recoverable, oldest first; failed ones stay for some minutes
 * @param nextPoint when the schedule asks for the next point
 * @param acknowledged all changes received before are durable in a spool
 * @param stored all changes received before are in the vault
 * @param bytesPerSecond disk data received lately
 * @param backlogBytes acknowledged and not yet stored
 * @param disks in the order of enrolment
 */
public record ReplicationStatus(
        MachineId machine,
        boolean connected,
        Optional<Instant> lastHeard,
        boolean initialCopyDone,
        Resync resync,
        Optional<Issue> attention,
        Optional<RecoveryPoint> lastPoint,
        List<PointUnderway> underway,
        Optional<Instant> nextPoint,
        Optional<Instant> acknowledged,
        Optional<Instant> stored,
        long bytesPerSecond,
        long backlogBytes,
        List<DiskReplication> disks) {
    public ReplicationStatus {
        underway = List.copyOf(underway);
        disks = List.copyOf(disks);
    }

    /**
     * A point on its way.
     *
     * @param point its identifier
     * @param kind how consistent it is to be
     * @param cutAt when it was cut, or asked for while it is not cut
     * @param state {@link PointState#PROCESSING} or {@link PointState#FAILED}
     */
    public record PointUnderway(PointId point, PointKind kind, Instant cutAt, PointState state) {}

    /**
     * A disk of it.
     *
     * @param disk the disk
     * @param epoch current epoch, or 0 before the first
     * @param acknowledgedSequence highest sequence durable in the spool
     * @param storedSequence highest sequence up to which the epoch is contiguous in the vault
     * @param acknowledged when the newest acknowledged data was received
     * @param stored when the newest stored data was received
     * @param copiedBytes bytes looked at by the present full pass
     * @param pendingBytes bytes that the agent knows to have changed and that are not stored
     */
    public record DiskReplication(
            DiskId disk,
            long epoch,
            long acknowledgedSequence,
            long storedSequence,
            Optional<Instant> acknowledged,
            Optional<Instant> stored,
            long copiedBytes,
            long pendingBytes) {}
}

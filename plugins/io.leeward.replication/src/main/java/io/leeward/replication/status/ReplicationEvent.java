package io.leeward.replication.status;

import io.leeward.kernel.Issue;
import io.leeward.model.DiskId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.epoch.Coverage;

/** Something that happened in the replication of a machine. */
public sealed interface ReplicationEvent {

    /** An agent's hello was answered and its token is durable: data flows. */
    record SessionBegan(long session) implements ReplicationEvent {}

    /** The session in use ended. */
    record SessionEnded(long session, String why) implements ReplicationEvent {}

    /** A disk goes on in a new epoch. */
    record EpochBegan(DiskId disk, long epoch, Coverage coverage, String why) implements ReplicationEvent {}

    /** Every disk's initial copy or comparison has been complete once: points can be cut from now on. */
    record CopyComplete() implements ReplicationEvent {}

    /** The agent was asked for a point. */
    record CutBegan(PointId point) implements ReplicationEvent {}

    /** The point is in the vault and named by the machine's head. */
    record PointRecoverable(RecoveryPoint point) implements ReplicationEvent {}

    /** A point that was asked for will not exist. */
    record PointFailed(PointId point, Issue issue) implements ReplicationEvent {}

    /** The machine has to be compared with its copy. */
    record ResyncRequired(String reason) implements ReplicationEvent {}

    /** What the spool held of a disk beyond the vault is lost. */
    record SpoolLost(DiskId disk, Issue issue) implements ReplicationEvent {}

    /** An agent that is not the enrolled machine, or no longer the only one, speaks; nothing of it is accepted. */
    record Dormant(Issue issue) implements ReplicationEvent {}

    /**
     * The machine's hardware changed and was confirmed, or was seen for the first time: to be recorded as its
     * incarnation.
     */
    record IncarnationSeen(String incarnation) implements ReplicationEvent {}

    /** Somebody else owns the machine's journal now: this replicator writes nothing more. */
    record FencedOff(Issue issue) implements ReplicationEvent {}

    /** Work did not succeed and is tried again; told at the first failure of a row. */
    record WorkDelayed(Issue issue) implements ReplicationEvent {}
}

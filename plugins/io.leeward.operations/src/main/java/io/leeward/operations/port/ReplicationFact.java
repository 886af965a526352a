package io.leeward.operations.port;

import io.leeward.kernel.Issue;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;

/**
 * Something that happened to a machine under replication. Facts become events for operators; decisions rest on
 * {@link ReplicationStatus}, so that a fact lost in a crash changes nothing.
 */
public sealed interface ReplicationFact {
    MachineId machine();

    /** The agent opened a session. */
    record AgentConnected(MachineId machine) implements ReplicationFact {}

    /** The session ended and was not opened again within half a minute. */
    record AgentLost(MachineId machine) implements ReplicationFact {}

    /** Every disk's first full pass has been received. */
    record InitialCopyFinished(MachineId machine) implements ReplicationFact {}

    /** A point can be recovered from now on. */
    record PointBecameRecoverable(MachineId machine, RecoveryPoint point) implements ReplicationFact {}

    /** A point that was asked for will not come. */
    record PointNotCut(MachineId machine, PointId point, Issue issue) implements ReplicationFact {}

    /** The disks have to be compared with the vault. */
    record ResynchronizationNeeded(MachineId machine, String reason) implements ReplicationFact {}

    /** The comparison began. */
    record ResynchronizationStarted(MachineId machine, String reason) implements ReplicationFact {}

    /** All differences have been received. */
    record ResynchronizationFinished(MachineId machine) implements ReplicationFact {}

    /**
     * Replication stands still until a person changes something: a copy, a machine taken back in time, another
     * hardware.
     */
    record Halted(MachineId machine, Issue issue) implements ReplicationFact {}

    /** Something is not as it should be, while replication goes on. */
    record Warned(MachineId machine, Issue issue) implements ReplicationFact {}
}

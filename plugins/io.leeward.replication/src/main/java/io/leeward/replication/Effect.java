package io.leeward.replication;

import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.work.VaultWork;
import io.leeward.wire.data.ServerMessage;

/** Something that the owner of a {@link MachineReplicator} has to do, in the order in which effects were returned. */
public sealed interface Effect {

    /** Send a message on a session; dropped silently when the session has ended meanwhile. */
    record Send(long session, ServerMessage message) implements Effect {}

    /**
     * Close the connection of a session after everything sent on it before; the replicator has already forgotten the
     * session.
     */
    record CloseSession(long session) implements Effect {}

    /** Read nothing more from the connection of this session until {@link ResumeReading}: the spool is full. */
    record PauseReading(long session) implements Effect {}

    /** Read from the connection of this session again. */
    record ResumeReading(long session) implements Effect {}

    /**
     * Do this in the vault with a {@link io.leeward.replication.work.VaultWorker}, on any thread, and hand the result
     * to {@link MachineReplicator#completed} with the same number. Pieces of work that are under way together may run
     * in any order.
     *
     * @param id unique within the replicator
     */
    record Work(long id, VaultWork work) implements Effect {}

    /** Something that operators or other parts want to know; nothing is expected back. */
    record Tell(ReplicationEvent event) implements Effect {}
}

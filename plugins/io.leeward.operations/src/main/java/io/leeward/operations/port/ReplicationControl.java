package io.leeward.operations.port;

import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.servers.ServerView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Replication as operations sees it: what runs, what it does now, and the few things that can be asked of it.
 *
 * <p>Safe for use by many threads. Methods that return a stage return at once; the stage is completed on a thread of
 * the implementation, never exceptionally for anything that can be expected, and always within the bound named at the
 * method, even when the agent is silent. Nothing is remembered across a restart: operations attaches the vault and
 * starts the machines again.
 */
public interface ReplicationControl {
    /** Works with this vault from now on; an earlier one has been detached. Without ownership nothing is received. */
    void attach(AttachedVault vault);

    /**
     * Ends all sessions and uploads and lets go of the vault; returns when nothing uses its store any more. Does
     * nothing when none is attached.
     */
    void detach();

    /**
     * Replicates a machine, or goes on with new disks or another policy when it already is replicated. Refused without
     * an owned vault.
     */
    Outcome<MachineId> start(ReplicatedMachine machine);

    /**
     * Ends replication of a machine: session closed, schedule ended, spooled data uploaded or given up within two
     * minutes.
     */
    CompletionStage<Outcome<MachineId>> stop(MachineId machine);

    /**
     * Cuts a recovery point now.
     *
     * @param point identifier of the new point
     * @param tag given to the point
     * @param appConsistent whether scripts are run around the freeze
     * @return the point once it is recoverable, or why there is none, within ten minutes
     */
    CompletionStage<Outcome<RecoveryPoint>> cut(
            MachineId machine, PointId point, Optional<String> tag, boolean appConsistent);

    /**
     * Has all disks of a machine compared with the vault; ends when the comparison was begun, not when it is done.
     *
     * @param sameMachine a person confirms that the machine is the one that enrolled, although its hardware differs
     */
    Outcome<MachineId> resynchronize(MachineId machine, boolean sameMachine);

    /**
     * Uploads everything that is acknowledged at this moment; completed when all of it is stored, or failed within ten
     * minutes.
     */
    CompletionStage<Outcome<MachineId>> drain(MachineId machine);

    /**
     * How a machine is doing; empty while it is not replicated. Reads memory only: cheap enough for four calls a second
     * for every machine.
     */
    Optional<ReplicationStatus> status(MachineId machine);

    /** How the process servers are doing; reads memory only. */
    List<ServerView> servers();

    /** What flows through the process servers; reads memory only. */
    ReplicationThroughput throughput();

    /** Bytes acknowledged to agents that are not in the vault yet. */
    long unsentBytes();

    /**
     * Tells the listener what happens from now on, in order for each machine; the listener returns quickly. Closing
     * ends it.
     */
    AutoCloseable listen(ReplicationListener listener);
}

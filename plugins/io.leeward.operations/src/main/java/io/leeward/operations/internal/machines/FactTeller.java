package io.leeward.operations.internal.machines;

import io.leeward.kernel.Issue;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.internal.live.EventDesk;
import io.leeward.operations.port.ReplicationFact;
import io.leeward.operations.port.ReplicationListener;
import io.leeward.operations.state.MachineStore;
import java.util.concurrent.Executor;

/**
 * Turns what happens in replication into events for operators. Returns at once; the control store is written by the
 * executor.
 */
public final class FactTeller implements ReplicationListener {
    private final MachineStore machines;
    private final EventDesk events;
    private final NewestPoints newest;
    private final Executor executor;

    public FactTeller(MachineStore machines, EventDesk events, Roster roster, Executor executor) {
        this.machines = machines;
        this.events = events;
        this.newest = roster.newestPoints();
        this.executor = executor;
    }

    @Override
    public void happened(ReplicationFact fact) {
        if (fact instanceof ReplicationFact.PointBecameRecoverable(MachineId machine, RecoveryPoint point)) {
            newest.put(point);
        }
        executor.execute(() -> tell(fact));
    }

    private void tell(ReplicationFact fact) {
        String name = machines.find(fact.machine())
                .map(found -> found.value().name())
                .orElse(fact.machine().value());
        switch (fact) {
            case ReplicationFact.AgentConnected connected ->
                events.info(name, "The agent on " + name + " is connected.");
            case ReplicationFact.AgentLost lost -> events.info(name, "The agent on " + name + " is not connected.");
            case ReplicationFact.InitialCopyFinished finished ->
                events.info(name, "The initial copy of " + name + " is done.");
            case ReplicationFact.PointBecameRecoverable recoverable -> {
                // One every few minutes for each machine: the list of points tells them better than the log.
            }
            case ReplicationFact.PointNotCut(MachineId machine, PointId point, Issue issue) ->
                events.warning(name, issue);
            case ReplicationFact.ResynchronizationNeeded(MachineId machine, String reason) ->
                events.warning(name, MachineIssues.resyncRequired(name, reason));
            case ReplicationFact.ResynchronizationStarted(MachineId machine, String reason) ->
                events.info(name, "The disks of " + name + " are being compared with the vault. " + reason);
            case ReplicationFact.ResynchronizationFinished finished ->
                events.info(name, "The disks of " + name + " and the vault agree again.");
            case ReplicationFact.Halted(MachineId machine, Issue issue) -> events.critical(name, issue);
            case ReplicationFact.Warned(MachineId machine, Issue issue) -> events.warning(name, issue);
        }
    }
}

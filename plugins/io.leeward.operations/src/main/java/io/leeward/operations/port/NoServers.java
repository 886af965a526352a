package io.leeward.operations.port;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.servers.RegistrationKey;
import io.leeward.operations.servers.ServerView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * The ports of an engine that serves nobody: nothing is replicated and nobody enrols; commands that need either say so.
 */
public final class NoServers implements ReplicationControl, EnrolmentControl {
    /** Why anything that needs a serving engine is refused. */
    public static final Issue NO_ENGINE = Issue.of(
            "ENGINE-NOT-RUNNING",
            Issue.Kind.NOT_REACHABLE,
            "No engine is running, so nothing is being replicated.",
            "Start one with \"leeward engine run\".");

    private final LongSupplier unsentBytes;

    /** @param unsentBytes size of what lies in the spool folder and is not in the vault */
    public NoServers(LongSupplier unsentBytes) {
        this.unsentBytes = unsentBytes;
    }

    @Override
    public void attach(AttachedVault vault) {}

    @Override
    public void detach() {}

    @Override
    public Outcome<MachineId> start(ReplicatedMachine machine) {
        return Outcome.refused(NO_ENGINE);
    }

    @Override
    public CompletionStage<Outcome<MachineId>> stop(MachineId machine) {
        return CompletableFuture.completedFuture(Outcome.refused(NO_ENGINE));
    }

    @Override
    public CompletionStage<Outcome<RecoveryPoint>> cut(
            MachineId machine, PointId point, Optional<String> tag, boolean appConsistent) {
        return CompletableFuture.completedFuture(Outcome.refused(NO_ENGINE));
    }

    @Override
    public Outcome<MachineId> resynchronize(MachineId machine, boolean sameMachine) {
        return Outcome.refused(NO_ENGINE);
    }

    @Override
    public CompletionStage<Outcome<MachineId>> drain(MachineId machine) {
        return CompletableFuture.completedFuture(Outcome.refused(NO_ENGINE));
    }

    @Override
    public Optional<ReplicationStatus> status(MachineId machine) {
        return Optional.empty();
    }

    @Override
    public List<ServerView> servers() {
        return List.of();
    }

    @Override
    public ReplicationThroughput throughput() {
        return ReplicationThroughput.IDLE;
    }

    @Override
    public long unsentBytes() {
        return unsentBytes.getAsLong();
    }

    @Override
    public AutoCloseable listen(ReplicationListener listener) {
        return () -> {};
    }

    @Override
    public Outcome<RegistrationKey> newRegistrationKey() {
        return Outcome.refused(NO_ENGINE);
    }

    @Override
    public Optional<AgentReport> agent(MachineId machine) {
        return Optional.empty();
    }
}

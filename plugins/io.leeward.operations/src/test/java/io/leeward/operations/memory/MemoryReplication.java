package io.leeward.operations.memory;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.Resync;
import io.leeward.operations.port.AttachedVault;
import io.leeward.operations.port.ReplicatedMachine;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.ReplicationFact;
import io.leeward.operations.port.ReplicationListener;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.port.ReplicationThroughput;
import io.leeward.operations.servers.ServerView;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Replication without sockets: each machine has a disk in memory, and what it does is written into the real vault.
 * Keeps state as a process server does, and forgets it when the vault is detached.
 */
public final class MemoryReplication implements ReplicationControl {
    private final Map<MachineId, ReplicatedDisk> machines = new TreeMap<>();
    private final Map<MachineId, byte[]> agents = new TreeMap<>();
    private final List<ReplicationListener> listeners = new CopyOnWriteArrayList<>();
    private Optional<Vault> vault = Optional.empty();
    private long generation;
    private volatile long unsent;
    private volatile boolean pointsFail;

    /** The agent of a machine runs, and its disk holds this. */
    public synchronized void agentRuns(MachineId machine, byte[] disk) {
        agents.put(machine, disk.clone());
        Optional.ofNullable(machines.get(machine)).ifPresent(found -> found.connect(disk));
    }

    /** The agent of a machine stops. */
    public synchronized void agentStops(MachineId machine) {
        agents.remove(machine);
        Optional.ofNullable(machines.get(machine)).ifPresent(ReplicatedDisk::disconnect);
    }

    /** The initial copy ends, and the first point follows. */
    public synchronized void initialCopyEnds(MachineId machine) {
        RecoveryPoint point = machines.get(machine).cut(new PointId("first-" + machine), Optional.empty(), false);
        tell(new ReplicationFact.InitialCopyFinished(machine));
        tell(new ReplicationFact.PointBecameRecoverable(machine, point));
    }

    /** Replication finds or loses a reason to compare. */
    public synchronized void resync(MachineId machine, Resync resync) {
        machines.get(machine).resync(resync);
    }

    /** From now on no point is cut. */
    public void pointsFail(boolean fail) {
        pointsFail = fail;
    }

    public void unsent(long bytes) {
        unsent = bytes;
    }

    /** What a process server would tell. */
    public void tell(ReplicationFact fact) {
        listeners.forEach(listener -> listener.happened(fact));
    }

    /** Policy that a machine is replicated with; empty while it is not. */
    public synchronized Optional<ReplicatedMachine> replicated(MachineId machine) {
        return Optional.ofNullable(machines.get(machine)).map(ReplicatedDisk::machine);
    }

    @Override
    public synchronized void attach(AttachedVault attached) {
        vault = Optional.of(Vault.openWithKey(attached.store(), attached.key(), new SeededEntropy(System.nanoTime()))
                .orThrow());
        generation = attached.generation();
    }

    @Override
    public synchronized void detach() {
        vault = Optional.empty();
        machines.clear();
    }

    @Override
    public synchronized Outcome<MachineId> start(ReplicatedMachine machine) {
        if (vault.isEmpty() || generation == 0) {
            return Outcome.refused(issue("NO-VAULT", "No vault is owned."));
        }
        ReplicatedDisk disk =
                machines.computeIfAbsent(machine.id(), id -> new ReplicatedDisk(vault.get(), generation, machine));
        disk.machine(machine);
        Optional.ofNullable(agents.get(machine.id())).ifPresent(disk::connect);
        return Outcome.done(machine.id());
    }

    @Override
    public synchronized CompletionStage<Outcome<MachineId>> stop(MachineId machine) {
        machines.remove(machine);
        return CompletableFuture.completedFuture(Outcome.done(machine));
    }

    @Override
    public synchronized CompletionStage<Outcome<RecoveryPoint>> cut(
            MachineId machine, PointId point, Optional<String> tag, boolean appConsistent) {
        if (pointsFail) {
            return CompletableFuture.completedFuture(
                    Outcome.failed(issue("NO-POINT", "The freeze took too long."), Outcome.Retry.LATER));
        }
        return CompletableFuture.completedFuture(
                Outcome.done(machines.get(machine).cut(point, tag, appConsistent)));
    }

    @Override
    public synchronized Outcome<MachineId> resynchronize(MachineId machine, boolean sameMachine) {
        machines.get(machine).resync(new Resync(Resync.State.COMPARING, Optional.of("An operator asked for it.")));
        return Outcome.done(machine);
    }

    @Override
    public synchronized CompletionStage<Outcome<MachineId>> drain(MachineId machine) {
        unsent = 0;
        machines.get(machine).cut(new PointId("drained-" + machine), Optional.empty(), false);
        return CompletableFuture.completedFuture(Outcome.done(machine));
    }

    @Override
    public synchronized Optional<ReplicationStatus> status(MachineId machine) {
        return Optional.ofNullable(machines.get(machine)).map(ReplicatedDisk::status);
    }

    @Override
    public List<ServerView> servers() {
        return List.of();
    }

    @Override
    public ReplicationThroughput throughput() {
        return new ReplicationThroughput(1_000_000, "upload");
    }

    @Override
    public long unsentBytes() {
        return unsent;
    }

    @Override
    public AutoCloseable listen(ReplicationListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private static Issue issue(String code, String message) {
        return Issue.of(code, Issue.Kind.FAILED, message, "");
    }
}

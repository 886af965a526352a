package io.leeward.console.uitests.memory;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.Action;
import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.PointKind;
import io.leeward.model.PointState;
import io.leeward.model.PolicyId;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.Resync;
import io.leeward.operations.live.EventView;
import io.leeward.operations.machines.AllowedAction;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.machines.Machines;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Machines of a {@link MemoryEngine}. */
record MemoryMachines(MemoryEngine engine) implements Machines {
    @Override
    public List<MachineView> list() {
        return engine.now().machines();
    }

    @Override
    public Optional<MachineView> find(String name) {
        return list().stream().filter(view -> view.name().equals(name)).findFirst();
    }

    @Override
    public Outcome<JobId> protect(MachineId id, PolicyId policy) {
        return allowed(id, Action.ENABLE_REPLICATION, machine -> {
            machine.phase = Phase.ENABLING;
            machine.policy = Optional.ofNullable(engine.policies.get(policy));
            return engine.start(
                    "Enable replication",
                    machine.name,
                    List.of(
                            new MemoryJob.Step("Check prerequisites", 3, "agent, disks, vault"),
                            new MemoryJob.Step("Claim epochs", 3, machine.diskBytes.length + " disks"),
                            new MemoryJob.Step("Begin initial copy", 4, "waiting for the first data")),
                    () -> machine.phase = Phase.INITIAL_COPY);
        });
    }

    @Override
    public Outcome<JobId> cut(MachineId id, Optional<String> tag, boolean appConsistent) {
        return allowed(id, Action.CUT_POINT, machine -> {
            PointKind kind = appConsistent ? PointKind.APP_CONSISTENT : PointKind.CRASH_CONSISTENT;
            RecoveryPoint point = machine.cut(
                    engine.nextPoint(), kind, Instant.now(), tag.stream().toList(), PointState.PROCESSING);
            return engine.start(
                    "Cut recovery point",
                    machine.name,
                    List.of(
                            new MemoryJob.Step("Freeze and mark", 3, "file systems frozen for 92 ms"),
                            new MemoryJob.Step("Store", 12, "18.2 MiB on the way to the vault"),
                            new MemoryJob.Step("Publish", 2, "moving the head")),
                    () -> engine.event(
                            EventView.Severity.INFO,
                            machine.name,
                            "Recovery point " + point.id() + " of " + machine.name + " is recoverable.",
                            Optional.empty()));
        });
    }

    @Override
    public Outcome<JobId> resynchronize(MachineId id, boolean sameMachine) {
        return allowed(id, Action.RESYNCHRONIZE, machine -> {
            machine.resync = new Resync(Resync.State.COMPARING, Optional.of("Asked for by an operator."));
            machine.attention = Optional.empty();
            machine.health = io.leeward.model.Health.NORMAL;
            return engine.start(
                    "Resynchronize",
                    machine.name,
                    List.of(
                            new MemoryJob.Step("Compare", 60, "reading disks"),
                            new MemoryJob.Step("Send differences", 20, "")),
                    () -> machine.resync = Resync.NONE);
        });
    }

    @Override
    public Outcome<JobId> disable(MachineId id) {
        return allowed(id, Action.DISABLE_REPLICATION, machine -> {
            machine.phase = Phase.DISABLING;
            return engine.start(
                    "Disable replication",
                    machine.name,
                    List.of(new MemoryJob.Step("Tell the agent", 4, ""), new MemoryJob.Step("Close epochs", 4, "")),
                    () -> machine.phase = Phase.UNPROTECTED);
        });
    }

    private Outcome<JobId> allowed(MachineId id, Action action, java.util.function.Function<MemoryMachine, JobId> run) {
        Outcome<JobId> outcome;
        synchronized (engine) {
            MemoryMachine machine = engine.machines.get(id);
            Optional<String> reason = machine.view(Instant.now(), engine.access()).actions().stream()
                    .filter(allowed -> allowed.action() == action)
                    .flatMap(allowed -> Optional.of(allowed).map(AllowedAction::reason).orElseThrow().stream())
                    .findFirst();
            outcome = reason.isPresent()
                    ? Outcome.refused(Issue.of("NOT-ALLOWED", Issue.Kind.NOT_ALLOWED, reason.get(), ""))
                    : Outcome.done(run.apply(machine));
        }
        engine.tell();
        return outcome;
    }
}

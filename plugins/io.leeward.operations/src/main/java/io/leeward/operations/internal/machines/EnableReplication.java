package io.leeward.operations.internal.machines;

import io.leeward.kernel.IssueException;
import io.leeward.model.Disk;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.internal.jobs.JobCancelled;
import io.leeward.operations.internal.jobs.JobRun;
import io.leeward.operations.internal.jobs.JobRunner;
import io.leeward.operations.internal.policies.PolicyDesk;
import io.leeward.operations.internal.vaults.OpenVault;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.port.ReplicatedMachine;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.Versioned;
import io.leeward.vault.catalog.MachineEntry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Job: a machine comes under protection; it ends when its agent begins to send. */
public final class EnableReplication {
    static final String KIND = "enable-replication";
    static final String MACHINE = "machine";
    static final String POLICY = "policy";

    /** Longest wait for the agent; it reports every few seconds. */
    static final Duration AGENT_PATIENCE = Duration.ofMinutes(3);

    private static final String CHECK = "Prerequisites check";
    private static final String ENABLE = "Enable replication";
    private static final String COPY = "Start initial replication";
    private static final String UPDATE = "Update provider states";

    private final ControlState state;
    private final Phases phases;
    private final VaultDesk vaults;
    private final ReplicationControl replication;

    public EnableReplication(ControlState state, Phases phases, VaultDesk vaults, ReplicationControl replication) {
        this.state = state;
        this.phases = phases;
        this.vaults = vaults;
        this.replication = replication;
    }

    public void register(JobRunner jobs) {
        jobs.register(KIND, ENABLE, List.of(CHECK, ENABLE, COPY, UPDATE), true, true, true, this::run);
    }

    private JobResult run(JobRun run) {
        MachineId machine = new MachineId(run.argument(MACHINE));
        PolicyId policy = new PolicyId(run.argument(POLICY));
        OpenVault vault = run.step(CHECK, progress -> vaults.requireOwned().orThrow());
        try {
            run.step(ENABLE, progress -> enable(machine, policy, vault));
            run.step(COPY, progress -> awaitAgent(run, machine));
            run.step(UPDATE, progress -> phases.move(machine, Phase.INITIAL_COPY, copying(machine)));
            return new JobResult.None();
        } catch (IssueException e) {
            phases.fail(machine, e.issue());
            throw e;
        } catch (JobCancelled e) {
            undo(machine);
            throw e;
        }
    }

    private MachineRecord enable(MachineId machine, PolicyId policy, OpenVault vault) {
        ReplicationPolicy settings = state.policies()
                .find(policy)
                .map(Versioned::value)
                .orElseThrow(() -> new IssueException(PolicyDesk.unknown(policy.value())));
        MachineRecord record = record(machine);
        if (record.phase() == Phase.INITIAL_COPY || record.phase() == Phase.PROTECTED) {
            return record;
        }
        record = phases.moveAnd(
                machine,
                Phase.ENABLING,
                "Replication of " + record.name() + " is being enabled with policy " + settings.name() + ".",
                found -> MachineEdits.wished(found, MachineRecord.Wish.PROTECTED, Optional.of(policy)));
        describe(vault, record, settings);
        replication
                .start(new ReplicatedMachine(machine, record.name(), record.disks(), settings))
                .orThrow();
        return record;
    }

    /** The vault describes itself: what is protected in it can be found without this engine. */
    private static void describe(OpenVault vault, MachineRecord record, ReplicationPolicy policy) {
        List<Disk> disks =
                record.disks().stream().sorted(Comparator.comparing(Disk::id)).toList();
        vault.catalog().policies().put(policy.id().value(), policy);
        vault.catalog()
                .machines()
                .put(
                        record.id().value(),
                        new MachineEntry(record.id(), record.name(), disks, record.policy(), record.group()));
    }

    private boolean awaitAgent(JobRun run, MachineId machine) {
        boolean sending = run.awaitUntil(
                () -> replication
                        .status(machine)
                        .filter(EnableReplication::sends)
                        .isPresent(),
                AGENT_PATIENCE);
        if (!sending) {
            throw new IssueException(MachineIssues.agentSilent(record(machine).name(), AGENT_PATIENCE));
        }
        return true;
    }

    /** Whether the agent has a session in which every disk has an epoch. */
    static boolean sends(ReplicationStatus status) {
        return status.connected()
                && !status.disks().isEmpty()
                && status.disks().stream().allMatch(disk -> disk.epoch() > 0);
    }

    private void undo(MachineId machine) {
        if (record(machine).phase() != Phase.ENABLING) {
            return;
        }
        replication.stop(machine);
        MachineRecord record = record(machine);
        phases.moveAnd(
                machine,
                Phase.UNPROTECTED,
                "Enabling replication of " + record.name() + " was cancelled.",
                found -> MachineEdits.wished(found, MachineRecord.Wish.UNPROTECTED, Optional.empty()));
    }

    private String copying(MachineId machine) {
        return "The initial copy of " + record(machine).name() + " has begun.";
    }

    private MachineRecord record(MachineId machine) {
        return state.machines()
                .find(machine)
                .map(Versioned::value)
                .orElseThrow(() -> new IssueException(MachineIssues.unknown(machine.value())));
    }
}

package io.leeward.operations.internal.machines;

import io.leeward.kernel.IssueException;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.operations.internal.jobs.JobRun;
import io.leeward.operations.internal.jobs.JobRunner;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.state.MachineRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Job: a machine leaves protection; its recovery points stay in the vault until they expire. */
public final class DisableReplication {
    static final String KIND = "disable-replication";

    /** Longest wait for the end of sessions and uploads. */
    static final Duration STOP_PATIENCE = Duration.ofMinutes(3);

    private static final String CHECK = "Prerequisites check";
    private static final String STOP = "Stop replication";
    private static final String UPDATE = "Update provider states";

    private final Phases phases;
    private final VaultDesk vaults;
    private final ReplicationControl replication;

    public DisableReplication(Phases phases, VaultDesk vaults, ReplicationControl replication) {
        this.phases = phases;
        this.vaults = vaults;
        this.replication = replication;
    }

    public void register(JobRunner jobs) {
        jobs.register(KIND, "Disable replication", List.of(CHECK, STOP, UPDATE), false, true, true, this::run);
    }

    private JobResult run(JobRun run) {
        MachineId machine = new MachineId(run.argument(EnableReplication.MACHINE));
        run.step(CHECK, progress -> vaults.requireOwned().orThrow());
        try {
            MachineRecord record = phases.change(machine, UnaryOperator.identity());
            if (record.phase() == Phase.UNPROTECTED) {
                run.skip(STOP, record.name() + " is not protected any more.");
                run.skip(UPDATE, "");
                return new JobResult.None();
            }
            phases.moveAnd(
                    machine,
                    Phase.DISABLING,
                    "Replication of " + record.name() + " is being disabled.",
                    found -> MachineEdits.wished(found, MachineRecord.Wish.UNPROTECTED, found.policy()));
            run.step(STOP, progress -> run.await(replication.stop(machine), STOP_PATIENCE, "the end of replication"));
            run.step(
                    UPDATE,
                    progress -> phases.moveAnd(
                            machine,
                            Phase.UNPROTECTED,
                            record.name() + " is not protected any more; its recovery points stay in the vault.",
                            found -> MachineEdits.wished(found, MachineRecord.Wish.UNPROTECTED, Optional.empty())));
            return new JobResult.None();
        } catch (IssueException e) {
            phases.fail(machine, e.issue());
            throw e;
        }
    }
}

package io.leeward.operations.internal.machines;

import io.leeward.model.MachineId;
import io.leeward.model.Resync;
import io.leeward.operations.internal.jobs.JobRun;
import io.leeward.operations.internal.jobs.JobRunner;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.port.ReplicationStatus.DiskReplication;
import java.time.Duration;
import java.util.List;

/** Job: the disks of a machine are compared with the vault and the differences sent. */
public final class Resynchronize {
    static final String KIND = "resynchronize";
    static final String SAME = "same-machine";

    /** Longest comparison. */
    static final Duration COMPARE_PATIENCE = Duration.ofDays(7);

    private static final String CHECK = "Prerequisites check";
    private static final String COMPARE = "Checksum compare";
    private static final String SEND = "Send differences";

    private final VaultDesk vaults;
    private final ReplicationControl replication;

    public Resynchronize(VaultDesk vaults, ReplicationControl replication) {
        this.vaults = vaults;
        this.replication = replication;
    }

    public void register(JobRunner jobs) {
        jobs.register(KIND, "Resynchronize", List.of(CHECK, COMPARE, SEND), true, true, false, this::run);
    }

    private JobResult run(JobRun run) {
        MachineId machine = new MachineId(run.argument(EnableReplication.MACHINE));
        run.step(CHECK, progress -> {
            vaults.requireOwned().orThrow();
            return replication
                    .resynchronize(machine, Boolean.parseBoolean(run.argument(SAME)))
                    .orThrow();
        });
        run.step(
                COMPARE,
                progress -> run.awaitUntil(
                        () -> {
                            progress.at(compared(machine), -1);
                            return state(machine) == Resync.State.NONE;
                        },
                        COMPARE_PATIENCE));
        run.step(
                SEND,
                progress -> run.awaitUntil(
                        () -> {
                            progress.at(0, pending(machine));
                            return pending(machine) == 0;
                        },
                        COMPARE_PATIENCE));
        return new JobResult.None();
    }

    private Resync.State state(MachineId machine) {
        return replication
                .status(machine)
                .map(status -> status.resync().state())
                .orElse(Resync.State.REQUIRED);
    }

    private long compared(MachineId machine) {
        return replication.status(machine).stream()
                .flatMap(status -> status.disks().stream())
                .mapToLong(DiskReplication::copiedBytes)
                .sum();
    }

    private long pending(MachineId machine) {
        return replication.status(machine).map(ReplicationStatus::backlogBytes).orElse(0L);
    }
}

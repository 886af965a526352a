package io.leeward.operations.internal.machines;

import io.leeward.kernel.Ids;
import io.leeward.kernel.IssueException;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.internal.jobs.JobRun;
import io.leeward.operations.internal.jobs.JobRunner;
import io.leeward.operations.internal.live.EventDesk;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.state.MachineStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Job: a recovery point is cut now; it ends when the point is recoverable. */
public final class CutPoint {
    static final String KIND = "cut-point";
    static final String TAG = "tag";
    static final String APP = "app-consistent";

    /** Longest wait for an agent that is just connecting. */
    static final Duration CONNECT_PATIENCE = Duration.ofSeconds(30);

    /** Longest wait for the point: replication answers within ten minutes by itself. */
    static final Duration POINT_PATIENCE = Duration.ofMinutes(11);

    private static final String CHECK = "Prerequisites check";
    private static final String CUT = "Create recovery point";

    private final MachineStore machines;
    private final ReplicationControl replication;
    private final EventDesk events;
    private final Ids ids;
    private final NewestPoints newest;

    public CutPoint(MachineStore machines, ReplicationControl replication, EventDesk events, Ids ids, Roster roster) {
        this.machines = machines;
        this.replication = replication;
        this.events = events;
        this.ids = ids;
        this.newest = roster.newestPoints();
    }

    public void register(JobRunner jobs) {
        jobs.register(KIND, CUT, List.of(CHECK, CUT), true, false, false, this::run);
    }

    private JobResult run(JobRun run) {
        MachineId machine = new MachineId(run.argument(EnableReplication.MACHINE));
        String name = machines.find(machine)
                .map(found -> found.value().name())
                .orElseThrow(() -> new IssueException(MachineIssues.unknown(machine.value())));
        run.step(CHECK, progress -> {
            if (!run.awaitUntil(() -> connected(machine), CONNECT_PATIENCE)) {
                throw new IssueException(MachineIssues.notConnected(name));
            }
            return name;
        });
        RecoveryPoint point = run.step(CUT, progress -> {
            progress.step("Freezing " + name + " and bringing its last changes to the vault.");
            return run.await(
                    replication.cut(
                            machine, new PointId(ids.next()), tag(run), Boolean.parseBoolean(run.argument(APP))),
                    POINT_PATIENCE,
                    "a recovery point of " + name);
        });
        newest.put(point);
        events.info(name, "Recovery point " + point.id() + " of " + name + " can be recovered.");
        return new JobResult.PointCut(point.id(), point.kind(), point.cutAt());
    }

    private boolean connected(MachineId machine) {
        return replication.status(machine).filter(ReplicationStatus::connected).isPresent();
    }

    private static Optional<String> tag(JobRun run) {
        return Optional.of(run.argument(TAG)).filter(text -> !text.isEmpty());
    }
}

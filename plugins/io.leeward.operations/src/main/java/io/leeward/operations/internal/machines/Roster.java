package io.leeward.operations.internal.machines;

import io.leeward.kernel.Clock;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.internal.jobs.JobRunner;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.port.EnrolmentControl;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.Versioned;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings together what control state, replication, enrolment and vault know of machines. Safe for use by many threads.
 */
public final class Roster {
    private final ControlState state;
    private final ReplicationControl replication;
    private final EnrolmentControl enrolment;
    private final VaultDesk vaults;
    private final JobRunner jobs;
    private final Clock clock;
    private final Instant started;
    private final NewestPoints newest;

    public Roster(
            ControlState state,
            ReplicationControl replication,
            EnrolmentControl enrolment,
            VaultDesk vaults,
            JobRunner jobs,
            Clock clock) {
        this.state = state;
        this.replication = replication;
        this.enrolment = enrolment;
        this.vaults = vaults;
        this.jobs = jobs;
        this.clock = clock;
        this.started = clock.now();
        this.newest = new NewestPoints(clock);
    }

    /** Everything known about all machines, by name. */
    List<Known> all() {
        Map<PolicyId, ReplicationPolicy> policies = new HashMap<>();
        state.policies().list().forEach(found -> policies.put(found.value().id(), found.value()));
        return state.machines().list().stream()
                .map(Versioned::value)
                .map(record -> known(record, record.policy().map(policies::get)))
                .toList();
    }

    Optional<Known> named(String name) {
        return state.machines().named(name).map(found -> known(found.value()));
    }

    Optional<Known> find(MachineId machine) {
        return state.machines().find(machine).map(found -> known(found.value()));
    }

    NewestPoints newestPoints() {
        return newest;
    }

    private Known known(MachineRecord record) {
        return known(
                record, record.policy().flatMap(id -> state.policies().find(id)).map(Versioned::value));
    }

    private Known known(MachineRecord record, Optional<ReplicationPolicy> policy) {
        Optional<ReplicationStatus> status = replication.status(record.id());
        Optional<RecoveryPoint> last =
                status.flatMap(ReplicationStatus::lastPoint).or(() -> newest.of(record.id()));
        return new Known(
                record,
                policy,
                status,
                enrolment.agent(record.id()),
                last,
                vaults.access(),
                jobs.runningFor(record.id().value()),
                clock.now(),
                started);
    }
}

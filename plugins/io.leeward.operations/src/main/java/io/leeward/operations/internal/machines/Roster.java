package io.leeward.operations.internal.machines;

import io.leeward.kernel.Clock;
import io.leeward.model.Identifier;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.internal.jobs.JobRunner;
import io.leeward.operations.internal.vaults.OpenVault;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.port.EnrolmentControl;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.Versioned;
import io.leeward.vault.catalog.MachineEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings together what control state, replication, enrolment and vault know of machines. Safe for use by many threads.
 */
public final class Roster {
    private static final String UNKNOWN_INCARNATION = "0".repeat(64);

    private final ControlState state;
    private final ReplicationControl replication;
    private final EnrolmentControl enrolment;
    private final VaultDesk vaults;
    private final JobRunner jobs;
    private final Clock clock;
    private final Instant started;
    private final NewestPoints newest;
    private volatile List<MachineEntry> inTheVault = List.of();

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

    /** Everything known about all machines, those that enrolled and those that only the vault knows, by name. */
    List<Known> all() {
        List<Known> enrolled = enrolled();
        Set<MachineId> seen =
                enrolled.stream().map(known -> known.record().id()).collect(Collectors.toSet());
        return Stream.concat(
                        enrolled.stream(),
                        inTheVault.stream()
                                .filter(machine -> !seen.contains(machine.id()))
                                .map(this::known))
                .sorted(Comparator.comparing((Known known) -> known.record().name())
                        .thenComparing(known -> known.record().id()))
                .toList();
    }

    /** Everything known about the machines that enrolled, by name. */
    List<Known> enrolled() {
        Map<PolicyId, ReplicationPolicy> policies = new HashMap<>();
        state.policies().list().forEach(found -> policies.put(found.value().id(), found.value()));
        return state.machines().list().stream()
                .map(Versioned::value)
                .map(record -> known(true, record, record.policy().map(policies::get)))
                .toList();
    }

    /** A machine by name or identifier; one that enrolled comes before one that only the vault knows. */
    Optional<Known> named(String name) {
        return state.machines()
                .named(name)
                .or(() -> Identifier.valid(name) ? state.machines().find(new MachineId(name)) : Optional.empty())
                .map(found -> known(found.value()))
                .or(() -> vaults.open().flatMap(vault -> vault.machine(name)).map(this::known));
    }

    Optional<Known> find(MachineId machine) {
        return state.machines().find(machine).map(found -> known(found.value())).or(() -> vaults.open()
                .flatMap(vault -> vault.machine(machine.value()))
                .map(this::known));
    }

    /** Asks the vault again which machines it knows. */
    void refresh(OpenVault vault) {
        inTheVault = vault.catalog().machines().all();
    }

    /** Another vault: nothing known from the one before holds. */
    void forget() {
        inTheVault = List.of();
        newest.clear();
    }

    NewestPoints newestPoints() {
        return newest;
    }

    private Known known(MachineRecord record) {
        return known(
                true,
                record,
                record.policy().flatMap(id -> state.policies().find(id)).map(Versioned::value));
    }

    private Known known(MachineEntry machine) {
        vaults.open().ifPresent(vault -> newest.refresh(machine.id(), vault));
        MachineRecord record = MachineRecord.enrolled(
                machine.id(), machine.name(), UNKNOWN_INCARNATION, Instant.EPOCH, machine.disks());
        return known(false, record, Optional.empty());
    }

    private Known known(boolean enrolled, MachineRecord record, Optional<ReplicationPolicy> policy) {
        Optional<ReplicationStatus> status = replication.status(record.id());
        Optional<RecoveryPoint> last =
                status.flatMap(ReplicationStatus::lastPoint).or(() -> newest.of(record.id()));
        return new Known(
                enrolled,
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

package io.leeward.operations.internal.machines;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Ticker;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.ReplicationPolicy;
import io.leeward.model.Resync;
import io.leeward.operations.internal.live.EventDesk;
import io.leeward.operations.internal.vaults.OpenVault;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.port.ReplicatedMachine;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.state.MachineRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the conclusions from what replication reports: starts what is to be replicated, moves phases, keeps the need to
 * compare, and tells when an RPO is exceeded or contact is lost. Looks at states, not at messages, so that nothing is
 * missed across a restart. Used by one thread.
 */
public final class ProtectionWatch {
    /** Machines whose newest point is read from the vault in one look at most. */
    static final int MOST_REFRESHES = 20;

    private static final Logger LOG = LoggerFactory.getLogger(ProtectionWatch.class);

    private final Roster roster;
    private final Phases phases;
    private final VaultDesk vaults;
    private final ReplicationControl replication;
    private final EventDesk events;
    private final Set<MachineId> late = new HashSet<>();
    private final Set<MachineId> silent = new HashSet<>();
    private final Ticker ticker;
    private OptionalLong vaultReadAt = OptionalLong.empty();

    public ProtectionWatch(
            Roster roster,
            Phases phases,
            VaultDesk vaults,
            ReplicationControl replication,
            EventDesk events,
            Ticker ticker) {
        this.roster = roster;
        this.phases = phases;
        this.vaults = vaults;
        this.replication = replication;
        this.events = events;
        this.ticker = ticker;
    }

    /** Looks at all machines once. */
    public void look() {
        List<Known> machines = roster.enrolled();
        vaults.open().ifPresent(vault -> refresh(machines, vault));
        for (Known known : machines) {
            try {
                look(known);
            } catch (IssueException e) {
                LOG.atWarn()
                        .addKeyValue("machine", known.record().name())
                        .addKeyValue("issue", e.issue().code())
                        .log("A machine could not be looked after");
            }
        }
    }

    /** Another vault was opened: replication begins anew with everything that is to be protected. */
    public void vaultOpened() {
        roster.forget();
        vaultReadAt = OptionalLong.empty();
        roster.enrolled().forEach(this::startWhenWanted);
    }

    /** Brings a changed policy to the machines that use it. */
    public void policyChanged(ReplicationPolicy policy) {
        if (vaults.requireOwned() instanceof Outcome.Done<OpenVault>(OpenVault vault)) {
            vault.catalog().policies().put(policy.id().value(), policy);
        }
        roster.enrolled().stream()
                .filter(known -> known.record().policy().equals(Optional.of(policy.id())))
                .forEach(this::startWhenWanted);
    }

    /** What the vault knows of machines and points is read again from time to time, a few at once. */
    private void refresh(List<Known> machines, OpenVault vault) {
        long now = ticker.nanos();
        try {
            if (vaultReadAt.isEmpty() || now - vaultReadAt.getAsLong() > NewestPoints.FRESH.toNanos()) {
                vaultReadAt = OptionalLong.of(now);
                roster.refresh(vault);
            }
            machines.stream()
                    .map(known -> known.record().id())
                    .filter(roster.newestPoints()::stale)
                    .limit(MOST_REFRESHES)
                    .forEach(machine -> roster.newestPoints().refresh(machine, vault));
        } catch (IssueException e) {
            LOG.atDebug().addKeyValue("issue", e.issue().code()).log("The vault was not read");
        }
    }

    private void look(Known known) {
        if (known.record().wish() == MachineRecord.Wish.PROTECTED) {
            if (known.status().isEmpty()) {
                startWhenWanted(known);
            }
            known.status().ifPresent(status -> follow(known, status));
        }
        tellLate(known);
        tellSilent(known);
    }

    private void startWhenWanted(Known known) {
        MachineRecord record = known.record();
        boolean wanted = record.wish() == MachineRecord.Wish.PROTECTED
                && (record.phase() == Phase.ENABLING
                        || record.phase() == Phase.INITIAL_COPY
                        || record.phase() == Phase.PROTECTED);
        if (!wanted || known.policy().isEmpty() || vaults.requireOwned() instanceof Outcome.Refused<?>) {
            return;
        }
        ReplicatedMachine machine = new ReplicatedMachine(
                record.id(), record.name(), record.disks(), known.policy().get());
        if (replication.start(machine) instanceof Outcome.Refused<MachineId>(Issue issue)) {
            LOG.atWarn()
                    .addKeyValue("machine", record.name())
                    .addKeyValue("issue", issue.code())
                    .log("Replication was not started");
        }
    }

    private void follow(Known known, ReplicationStatus status) {
        MachineRecord record = known.record();
        status.lastPoint().ifPresent(roster.newestPoints()::put);
        if (record.phase() == Phase.ENABLING && EnableReplication.sends(status)) {
            phases.move(record.id(), Phase.INITIAL_COPY, "The initial copy of " + record.name() + " has begun.");
        } else if (record.phase() == Phase.INITIAL_COPY
                && status.initialCopyDone()
                && status.lastPoint().isPresent()) {
            phases.move(
                    record.id(), Phase.PROTECTED, record.name() + " is protected: its first point can be recovered.");
        }
        if (status.connected() && !status.resync().equals(record.resync())) {
            keepResync(record, status.resync());
        }
    }

    private void keepResync(MachineRecord record, Resync resync) {
        phases.resync(record.id(), resync);
    }

    private void tellLate(Known known) {
        String name = known.record().name();
        Optional<Duration> rpo = MachineViews.rpo(known);
        boolean exceeded = MachineViews.thresholdsExceeded(known, rpo) > 0;
        if (exceeded && late.add(known.record().id())) {
            events.warning(
                    name,
                    MachineIssues.rpoExceeded(
                            name,
                            rpo.orElseThrow(),
                            known.policy().orElseThrow().rpoThreshold()));
        } else if (!exceeded && late.remove(known.record().id())) {
            events.info(name, "The newest recovery point of " + name + " is young enough again.");
        }
    }

    private void tellSilent(Known known) {
        String name = known.record().name();
        Optional<Duration> silence = MachineViews.silence(known);
        if (silence.isPresent() && silent.add(known.record().id())) {
            events.warning(name, MachineIssues.lostContact(name, silence.get()));
        } else if (silence.isEmpty() && silent.remove(known.record().id())) {
            events.info(name, name + " is heard again.");
        }
    }
}

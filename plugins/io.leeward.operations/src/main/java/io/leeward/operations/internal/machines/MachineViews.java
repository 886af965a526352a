package io.leeward.operations.internal.machines;

import io.leeward.kernel.Issue;
import io.leeward.model.Action;
import io.leeward.model.AllowedActions;
import io.leeward.model.Disk;
import io.leeward.model.GroupId;
import io.leeward.model.Health;
import io.leeward.model.Phase;
import io.leeward.model.ReplicationPolicy;
import io.leeward.model.Resync;
import io.leeward.model.Situation;
import io.leeward.operations.machines.AllowedAction;
import io.leeward.operations.machines.DiskView;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.port.AgentReport;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.port.ReplicationStatus.DiskReplication;
import io.leeward.operations.state.MachineRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an operator sees of a machine, made from everything known about it. Pure. */
final class MachineViews {
    /** Silence after which contact counts as lost. */
    static final Duration SILENCE = Duration.ofMinutes(1);

    /** An RPO of this many thresholds is critical; above one threshold it is a warning. */
    static final int CRITICAL_THRESHOLDS = 2;

    private MachineViews() {}

    static MachineView view(Known known) {
        MachineRecord record = known.record();
        Resync resync = known.status().map(ReplicationStatus::resync).orElse(record.resync());
        Optional<Duration> rpo = rpo(known);
        Optional<Issue> attention = attention(known, resync, rpo);
        Optional<Double> progress = progress(known, resync);
        return new MachineView(
                record.id(),
                record.name(),
                record.phase(),
                record.direction(),
                health(known, resync, rpo),
                Sentences.state(known, resync, progress),
                attention,
                resync,
                known.policy().map(ReplicationPolicy::name),
                record.group().map(GroupId::value),
                known.report().map(AgentReport::tracker).orElse(""),
                rpo,
                known.status().flatMap(ReplicationStatus::acknowledged),
                known.status().flatMap(ReplicationStatus::stored),
                known.newest(),
                known.status().flatMap(ReplicationStatus::nextPoint),
                known.lastHeard(),
                progress,
                known.status().map(ReplicationStatus::bytesPerSecond).orElse(0L),
                known.status().map(ReplicationStatus::backlogBytes).orElse(0L),
                record.disks().stream().map(disk -> disk(disk, known.status())).toList(),
                actions(known));
    }

    /** What decides about the actions of a machine. */
    static Situation situation(Known known) {
        return new Situation(
                known.record().name(),
                known.enrolled(),
                MachineEdits.state(known.record()),
                known.vault(),
                known.newest().isPresent(),
                false,
                known.runningJob());
    }

    /** How long ago the newest recoverable point was cut; says nothing about a machine that nobody wants protected. */
    static Optional<Duration> rpo(Known known) {
        if (known.record().phase() == Phase.UNPROTECTED) {
            return Optional.empty();
        }
        return known.newest().map(point -> {
            Duration age = Duration.between(point.cutAt(), known.now());
            return age.isNegative() ? Duration.ZERO : age;
        });
    }

    /** How long nothing was heard of an agent that should speak; empty while that is not too long. */
    static Optional<Duration> silence(Known known) {
        if (known.record().wish() != MachineRecord.Wish.PROTECTED) {
            return Optional.empty();
        }
        Instant since = known.lastHeard().orElse(known.engineStarted());
        Duration silence = Duration.between(since, known.now());
        return silence.compareTo(SILENCE) > 0 ? Optional.of(silence) : Optional.empty();
    }

    /** Whether the RPO is beyond what the policy allows, and by how many whole thresholds. */
    static long thresholdsExceeded(Known known, Optional<Duration> rpo) {
        boolean watched = known.record().wish() == MachineRecord.Wish.PROTECTED
                && known.record().phase() == Phase.PROTECTED;
        if (!watched || rpo.isEmpty() || known.policy().isEmpty()) {
            return 0;
        }
        Duration threshold = known.policy().get().rpoThreshold();
        return rpo.get().compareTo(threshold) > 0 ? rpo.get().dividedBy(threshold) : 0;
    }

    private static Health health(Known known, Resync resync, Optional<Duration> rpo) {
        if (known.record().wish() == MachineRecord.Wish.UNPROTECTED
                && known.record().failure().isEmpty()) {
            return Health.NORMAL;
        }
        if (silence(known).isPresent()) {
            return Health.UNKNOWN;
        }
        if (known.record().failure().isPresent()
                || known.status().flatMap(ReplicationStatus::attention).isPresent()
                || thresholdsExceeded(known, rpo) >= CRITICAL_THRESHOLDS) {
            return Health.CRITICAL;
        }
        if (resync.state() == Resync.State.REQUIRED || thresholdsExceeded(known, rpo) > 0) {
            return Health.WARNING;
        }
        return known.lastHeard().isPresent() ? Health.NORMAL : Health.UNKNOWN;
    }

    private static Optional<Issue> attention(Known known, Resync resync, Optional<Duration> rpo) {
        String name = known.record().name();
        return known.record()
                .failure()
                .or(() -> known.status().flatMap(ReplicationStatus::attention))
                .or(() -> silence(known).map(silence -> MachineIssues.lostContact(name, silence)))
                .or(() -> resync.state() == Resync.State.REQUIRED
                        ? Optional.of(MachineIssues.resyncRequired(
                                name, resync.reason().orElse("")))
                        : Optional.empty())
                .or(() -> thresholdsExceeded(known, rpo) > 0
                        ? Optional.of(MachineIssues.rpoExceeded(
                                name,
                                rpo.orElseThrow(),
                                known.policy().orElseThrow().rpoThreshold()))
                        : Optional.empty());
    }

    private static Optional<Double> progress(Known known, Resync resync) {
        boolean copying = known.record().phase() == Phase.INITIAL_COPY
                && !known.status().map(ReplicationStatus::initialCopyDone).orElse(false);
        if (known.status().isEmpty() || !(copying || resync.state() == Resync.State.COMPARING)) {
            return Optional.empty();
        }
        long total = known.record().disks().stream().mapToLong(Disk::bytes).sum();
        long done = known.status().get().disks().stream()
                .mapToLong(DiskReplication::copiedBytes)
                .sum();
        return Optional.of(Math.clamp((double) done / total, 0, 1));
    }

    private static DiskView disk(Disk disk, Optional<ReplicationStatus> status) {
        return status.flatMap(found -> found.disks().stream()
                        .filter(each -> each.disk().equals(disk.id()))
                        .findFirst())
                .map(live -> new DiskView(
                        disk.id(),
                        disk.path(),
                        disk.bytes(),
                        live.epoch(),
                        live.acknowledgedSequence(),
                        live.storedSequence(),
                        live.acknowledged(),
                        live.stored(),
                        live.copiedBytes(),
                        live.pendingBytes()))
                .orElseGet(() -> new DiskView(
                        disk.id(), disk.path(), disk.bytes(), 0, 0, 0, Optional.empty(), Optional.empty(), 0, 0));
    }

    private static List<AllowedAction> actions(Known known) {
        Situation situation = situation(known);
        return Arrays.stream(Action.values())
                .map(action -> new AllowedAction(action, AllowedActions.obstacle(action, situation)))
                .toList();
    }
}

package io.leeward.console.uitests.memory;

import io.leeward.kernel.Issue;
import io.leeward.model.Action;
import io.leeward.model.AllowedActions;
import io.leeward.model.Direction;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.Health;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.PointState;
import io.leeward.model.Position;
import io.leeward.model.Proof;
import io.leeward.model.ProtectionState;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.ReplicationPolicy;
import io.leeward.model.Resync;
import io.leeward.model.Situation;
import io.leeward.operations.machines.AllowedAction;
import io.leeward.operations.machines.DiskView;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.machines.PointView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One machine as it would be replicated. Guarded by its engine. */
final class MemoryMachine {
    private static final long BLOCKS_A_POINT = 900;
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration UPLOAD = Duration.ofSeconds(8);

    final MachineId id;
    final String name;
    final long[] diskBytes;
    Phase phase = Phase.UNPROTECTED;
    Health health = Health.NORMAL;
    Optional<Issue> attention = Optional.empty();
    Resync resync = Resync.NONE;
    Optional<ReplicationPolicy> policy = Optional.empty();
    boolean silent;
    double copied;
    long bytesPerSecond;
    Instant lastHeard;
    Optional<Instant> nextPoint = Optional.empty();
    Optional<String> runningJob = Optional.empty();
    private final List<PointView> points = new ArrayList<>();
    private long sequence = 1;

    MemoryMachine(String name, Instant now, long... diskBytes) {
        this.id = new MachineId(name);
        this.name = name;
        this.diskBytes = diskBytes;
        this.lastHeard = now;
    }

    List<PointView> points() {
        return points.reversed();
    }

    Optional<RecoveryPoint> newest() {
        return points.stream()
                .filter(view -> view.state() == PointState.RECOVERABLE)
                .map(PointView::point)
                .reduce((first, second) -> second);
    }

    RecoveryPoint cut(PointId point, PointKind kind, Instant at, List<String> tags, PointState state) {
        sequence += BLOCKS_A_POINT;
        List<DiskCut> cuts = new ArrayList<>();
        for (int i = 0; i < diskBytes.length; i++) {
            cuts.add(new DiskCut(disk(i), new Position(1, sequence), diskBytes[i]));
        }
        RecoveryPoint made = new RecoveryPoint(point, id, kind, at, cuts, tags, false, Proof.STORED, Optional.empty());
        points.add(new PointView(made, state));
        return made;
    }

    /** Replaces a point; empty when the machine has no such point. */
    Optional<PointView> replace(RecoveryPoint changed, PointState state) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).point().id().equals(changed.id())) {
                points.set(i, new PointView(changed, state));
                return Optional.of(points.get(i));
            }
        }
        return Optional.empty();
    }

    DiskId disk(int index) {
        return new DiskId(name + "-disk-" + index);
    }

    /** What happens by itself as time goes on. */
    void passed(Instant now, long tick) {
        if (silent) {
            return;
        }
        if (tick % 8 == 0) {
            lastHeard = now;
        }
        switch (phase) {
            case INITIAL_COPY -> {
                copied = Math.min(0.99, copied + 0.0004);
                bytesPerSecond = 18_000_000 + tick % 7 * 900_000;
            }
            case PROTECTED -> bytesPerSecond = 400_000 + (tick + name.hashCode()) % 11 * 90_000;
            case UNPROTECTED, ENABLING, FAILING_OVER, FAILED_OVER, COMMITTED, REPROTECTING, DISABLING ->
                bytesPerSecond = 0;
        }
        points.replaceAll(view -> view.state() == PointState.PROCESSING
                        && view.point().cutAt().plus(UPLOAD).isBefore(now)
                ? new PointView(view.point(), PointState.RECOVERABLE)
                : view);
    }

    MachineView view(Instant now, Situation.VaultAccess vault) {
        boolean replicating = phase == Phase.PROTECTED || phase == Phase.INITIAL_COPY;
        Optional<Instant> acknowledged = replicating ? Optional.of(lastHeard.minus(HEARTBEAT)) : Optional.empty();
        Optional<Instant> stored = acknowledged.map(at -> at.minusSeconds(21));
        return new MachineView(
                id,
                name,
                phase,
                Direction.TO_CLOUD,
                health,
                sentence(now),
                attention,
                resync,
                policy.map(ReplicationPolicy::name),
                name.startsWith("db") || name.startsWith("app") ? Optional.of("erp") : Optional.empty(),
                "compare",
                newest().map(point -> Duration.between(point.cutAt(), now)),
                acknowledged,
                stored,
                newest(),
                nextPoint,
                Optional.of(lastHeard),
                phase == Phase.INITIAL_COPY ? Optional.of(copied) : Optional.empty(),
                silent ? 0 : bytesPerSecond,
                backlog(),
                disks(acknowledged, stored),
                Arrays.stream(Action.values())
                        .map(action -> allowed(action, vault))
                        .toList());
    }

    private AllowedAction allowed(Action action, Situation.VaultAccess vault) {
        ProtectionState state = new ProtectionState(phase, Direction.TO_CLOUD, Optional.empty(), resync, health);
        return new AllowedAction(
                action,
                AllowedActions.obstacle(
                        action, new Situation(name, true, state, vault, newest().isPresent(), false, runningJob)));
    }

    private long backlog() {
        return switch (phase) {
            case INITIAL_COPY -> (long) (Arrays.stream(diskBytes).sum() * (1 - copied));
            case PROTECTED -> resync.state() == Resync.State.NONE ? silent ? 96_000_000 : 0 : 2_250_000_000L;
            case UNPROTECTED, ENABLING, FAILING_OVER, FAILED_OVER, COMMITTED, REPROTECTING, DISABLING -> 0;
        };
    }

    private List<DiskView> disks(Optional<Instant> acknowledged, Optional<Instant> stored) {
        List<DiskView> views = new ArrayList<>();
        for (int i = 0; i < diskBytes.length; i++) {
            double share = phase == Phase.INITIAL_COPY ? copied : phase == Phase.PROTECTED ? 1 : 0;
            views.add(new DiskView(
                    disk(i),
                    "/dev/sd" + (char) ('a' + i),
                    diskBytes[i],
                    phase == Phase.UNPROTECTED ? 0 : 1,
                    sequence,
                    Math.max(0, sequence - 40),
                    acknowledged,
                    stored,
                    (long) (diskBytes[i] * share),
                    backlog() / diskBytes.length));
        }
        return views;
    }

    private String sentence(Instant now) {
        if (silent) {
            return name + " has not been heard for "
                    + Duration.between(lastHeard, now).toMinutes() + " minutes; its points so far are safe.";
        }
        return switch (phase) {
            case UNPROTECTED -> name + " is enrolled and not protected.";
            case ENABLING -> "Replication of " + name + " is being enabled.";
            case INITIAL_COPY -> "The disks of " + name + " are being copied for the first time.";
            case PROTECTED ->
                resync.state() == Resync.State.REQUIRED
                        ? name + " is protected up to its newest point, but later changes cannot be proven."
                        : name + " is protected; every change is on its way to the vault within seconds.";
            case FAILING_OVER, FAILED_OVER, COMMITTED, REPROTECTING -> name + " runs at the recovery site.";
            case DISABLING -> "Replication of " + name + " is being disabled.";
        };
    }
}

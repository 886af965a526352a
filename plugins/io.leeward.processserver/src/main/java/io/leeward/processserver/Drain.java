package io.leeward.processserver;

import io.leeward.kernel.Outcome;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.port.ReplicationStatus.DiskReplication;
import io.leeward.processserver.machine.MachineLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings what is acknowledged at one moment to the vault and waits for it. */
final class Drain {
    private final Waiting waiting;

    Drain(Waiting waiting) {
        this.waiting = waiting;
    }

    CompletableFuture<Outcome<MachineId>> run(MachineLoop loop, MachineId machine, Duration patience) {
        return loop.seal().thenCompose(closed -> switch (closed) {
            case Outcome.Done<ReplicationStatus>(ReplicationStatus goal) ->
                waiting.until(() -> lost(goal, loop.status()) || reached(goal, loop.status()), patience)
                        .thenApply(over -> outcome(machine, goal, loop.status(), patience));
            case Outcome.Refused<ReplicationStatus>(var issue) ->
                CompletableFuture.completedFuture(Outcome.refused(issue));
            case Outcome.Failed<ReplicationStatus>(var issue, var retry) ->
                CompletableFuture.completedFuture(Outcome.failed(issue, retry));
        });
    }

    private static Outcome<MachineId> outcome(
            MachineId machine, ReplicationStatus goal, ReplicationStatus now, Duration patience) {
        if (lost(goal, now)) {
            return Outcome.failed(Refusals.drainLost(machine), Outcome.Retry.LATER);
        }
        return reached(goal, now)
                ? Outcome.done(machine)
                : Outcome.failed(Refusals.drainTookTooLong(machine, patience), Outcome.Retry.LATER);
    }

    private static boolean reached(ReplicationStatus goal, ReplicationStatus now) {
        Map<DiskId, DiskReplication> present = disks(now);
        return goal.disks().stream().allMatch(disk -> {
            DiskReplication here = present.get(disk.disk());
            return here != null && here.epoch() == disk.epoch() && here.storedSequence() >= disk.acknowledgedSequence();
        });
    }

    /** A disk went on in a later epoch, from a position before the goal; what lay between is not in the vault. */
    private static boolean lost(ReplicationStatus goal, ReplicationStatus now) {
        Map<DiskId, DiskReplication> present = disks(now);
        return goal.disks().stream().anyMatch(disk -> {
            DiskReplication here = present.get(disk.disk());
            return here != null && here.epoch() > disk.epoch();
        });
    }

    private static Map<DiskId, DiskReplication> disks(ReplicationStatus status) {
        return status.disks().stream().collect(Collectors.toMap(DiskReplication::disk, Function.identity()));
    }
}

package io.leeward.processserver;

import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.port.ReplicationFact;
import io.leeward.processserver.machine.MachineLoop;
import io.leeward.replication.points.CutRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Cuts that somebody waits for. */
final class Cuts {
    /** How long a cut may take from the wish to the recoverable point. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Facts facts;

    Cuts(Facts facts) {
        this.facts = facts;
    }

    CompletableFuture<Outcome<RecoveryPoint>> cut(
            MachineLoop loop, MachineId machine, PointId point, Optional<String> tag, boolean appConsistent) {
        CompletableFuture<Outcome<RecoveryPoint>> answer = new CompletableFuture<>();
        AutoCloseable listening = facts.listen(fact -> {
            if (fact instanceof ReplicationFact.PointBecameRecoverable made
                    && made.point().id().equals(point)) {
                answer.completeAsync(() -> Outcome.done(made.point()));
            } else if (fact instanceof ReplicationFact.PointNotCut failed
                    && failed.point().equals(point)) {
                answer.completeAsync(() -> Outcome.failed(failed.issue(), Outcome.Retry.LATER));
            }
        });
        CutRequest request = new CutRequest(point, appConsistent, tag.stream().toList(), Optional.empty());
        loop.cut(request).thenAccept(taken -> {
            if (!(taken instanceof Outcome.Done)) {
                answer.complete(taken.then(id -> Outcome.refused(Refusals.notReplicated(machine))));
            }
        });
        return answer.completeOnTimeout(
                        Outcome.failed(Refusals.cutTookTooLong(PATIENCE), Outcome.Retry.LATER),
                        PATIENCE.toSeconds(),
                        TimeUnit.SECONDS)
                .whenComplete((outcome, fault) -> close(listening));
    }

    private static void close(AutoCloseable listening) {
        try {
            listening.close();
        } catch (Exception e) {
            throw new IllegalStateException("ending to listen does not fail", e);
        }
    }
}

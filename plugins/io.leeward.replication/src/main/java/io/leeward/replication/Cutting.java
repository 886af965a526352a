package io.leeward.replication;

import io.leeward.model.PointId;
import io.leeward.replication.points.CutRequest;
import io.leeward.replication.points.PointBook;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.wire.data.ServerMessage;
import java.util.List;
import java.util.Optional;

/** Asks the agent for points when they are due, one at a time. */
final class Cutting {
    private final Machine machine;
    private long deadlineNanos;

    Cutting(Machine machine) {
        this.machine = machine;
    }

    /** Why no point can be cut now; empty when one can. */
    Optional<String> obstacle() {
        if (machine.session.filter(session -> session.tokenKept).isEmpty()) {
            return Optional.of("its agent is not connected.");
        }
        if (!machine.lanes.values().stream().allMatch(Lane::complete)) {
            return Optional.of("its first copy or comparison is not complete.");
        }
        if (machine.book.size() >= PointBook.MOST) {
            return Optional.of(PointBook.MOST + " points wait for the vault.");
        }
        return Optional.empty();
    }

    /** Begins the next cut if one is due. */
    void advance() {
        if (obstacle().isPresent() || machine.book.cutting().isPresent()) {
            return;
        }
        machine.schedule.due(machine.ticker.nanos()).ifPresent(this::begin);
    }

    private void begin(CutRequest request) {
        machine.book.ask(request, List.copyOf(machine.lanes.keySet()));
        deadlineNanos = machine.ticker.nanos() + machine.limits.cutPatience().toNanos();
        machine.session.ifPresent(session -> machine.send(
                session.id, new ServerMessage.CutPoint(request.point().value(), request.appConsistent())));
        machine.tell(new ReplicationEvent.CutBegan(request.point()));
    }

    /** Gives up a cut that took too long. */
    void tick() {
        Optional<PointId> cutting = machine.book.cutting();
        if (cutting.isPresent() && machine.ticker.nanos() - deadlineNanos >= 0) {
            machine.failed(machine.book.give(cutting.get(), Problems.cutTooLate()).stream()
                    .toList());
        }
    }

    /** When {@link #tick} or {@link #advance} has something to do. */
    Optional<Long> wakeAtNanos() {
        if (machine.book.cutting().isPresent()) {
            return Optional.of(deadlineNanos);
        }
        return obstacle().isPresent() ? Optional.empty() : machine.schedule.nextNanos();
    }
}

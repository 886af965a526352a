package io.leeward.replication;

import io.leeward.kernel.Issue;
import io.leeward.model.RecoveryPoint;
import io.leeward.replication.spool.ClosedSegment;
import io.leeward.replication.spool.DiskJournal;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import io.leeward.wire.data.ServerMessage;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings closed segments to the vault and, once all positions of a point are there, the point into the machine's head.
 */
final class Shipping {
    private final Machine machine;
    private final Consumer<Issue> damaged;
    private int uploading;
    private boolean publishing;

    /** Ships for a machine; {@code damaged} is told that a file of the spool no longer verifies. */
    Shipping(Machine machine, Consumer<Issue> damaged) {
        this.machine = machine;
        this.damaged = damaged;
    }

    /** Forgets what is under way; its results are not used. */
    void reset() {
        uploading = 0;
        publishing = false;
    }

    /** Starts whatever can be started. */
    void advance() {
        for (Lane lane : machine.lanes.values()) {
            lane.journal().ifPresent(journal -> upload(lane, journal));
        }
        publish();
    }

    private void upload(Lane lane, DiskJournal journal) {
        for (ClosedSegment segment : journal.closed()) {
            if (uploading >= machine.limits.uploadsAtOnce()) {
                return;
            }
            if (segment.state() == ClosedSegment.State.WAITING && segment.file().last() > lane.stored()) {
                segment.moveTo(ClosedSegment.State.UPLOADING);
                uploading++;
                machine.desk.ask(
                        new VaultWork.UploadSegment(segment.file()),
                        result -> uploaded(lane, journal, segment, result));
            }
        }
    }

    private void uploaded(Lane lane, DiskJournal journal, ClosedSegment segment, WorkResult result) {
        uploading--;
        machine.stirred = true;
        switch (result) {
            case WorkResult.SegmentStored stored -> {
                segment.moveTo(ClosedSegment.State.STORED);
                if (lane.journal().filter(journal::equals).isPresent()) {
                    advanceStored(lane, journal);
                }
            }
            case WorkResult.SegmentDamaged(Issue issue) -> damaged.accept(issue);
            default -> throw new IllegalStateException("an upload came to " + result);
        }
    }

    private void advanceStored(Lane lane, DiskJournal journal) {
        for (ClosedSegment segment : journal.closed()) {
            if (segment.file().last() <= lane.stored()) {
                continue;
            }
            if (segment.state() != ClosedSegment.State.STORED || segment.file().first() > lane.stored() + 1) {
                break;
            }
            lane.stored(segment.file().last(), segment.receivedAt());
        }
        journal.drop(lane.stored(), machine.book::underWay);
        machine.session.ifPresent(session -> session.report(machine));
    }

    private void publish() {
        if (publishing) {
            return;
        }
        machine.book
                .publishable(cut -> Optional.ofNullable(machine.lanes.get(cut.disk()))
                        .filter(lane -> lane.holds(cut))
                        .isPresent())
                .ifPresent(point -> {
                    publishing = true;
                    machine.desk.ask(new VaultWork.PublishPoint(point), result -> published(point, result));
                });
    }

    private void published(RecoveryPoint point, WorkResult result) {
        publishing = false;
        machine.stirred = true;
        if (!(result instanceof WorkResult.PointPublished)) {
            throw new IllegalStateException("publishing a point came to " + result);
        }
        recoverable(point);
    }

    private void recoverable(RecoveryPoint point) {
        machine.book.published(point.id());
        machine.newest = Optional.of(point);
        machine.tell(new ReplicationEvent.PointRecoverable(point));
        machine.session
                .filter(session -> session.tokenKept)
                .ifPresent(session -> machine.send(
                        session.id,
                        new ServerMessage.PointRecoverable(point.id().value())));
        for (Lane lane : machine.lanes.values()) {
            lane.journal().ifPresent(journal -> journal.drop(lane.stored(), machine.book::underWay));
        }
    }
}

package io.leeward.replication;

import io.leeward.kernel.Issue;
import io.leeward.model.DiskCut;
import io.leeward.model.PointId;
import io.leeward.model.Position;
import io.leeward.model.RecoveryPoint;
import io.leeward.replication.points.Mark;
import io.leeward.replication.spool.JournalRecovery;
import io.leeward.replication.spool.SpoolRecord.HeldDisk;
import io.leeward.replication.work.WorkResult;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.segment.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes what the vault and the spool hold of a machine at a start. */
final class Loading {
    private final Machine machine;
    private final List<Mark> marks = new ArrayList<>();

    Loading(Machine machine) {
        this.machine = machine;
    }

    void take(WorkResult.MachineLoaded loaded) {
        loaded.lines().forEach(line -> take(loaded, line));
        machine.newest = loaded.recent().stream().findFirst();
        Set<PointId> known = loaded.recent().stream().map(RecoveryPoint::id).collect(Collectors.toSet());
        known.forEach(machine.book::published);
        machine.book.forgetMarks();
        List<Mark> open =
                marks.stream().filter(mark -> !known.contains(mark.point())).toList();
        machine.failed(machine.book.restore(open, List.copyOf(machine.lanes.keySet()), notFound()));
        machine.lanes.values().forEach(lane -> lane.journal()
                .ifPresent(journal -> journal.drop(lane.stored(), machine.book::underWay)));
    }

    private void take(WorkResult.MachineLoaded loaded, WorkResult.DiskLine line) {
        Lane lane = machine.lanes.get(line.epoch().disk());
        HeldDisk held = machine.record().disk(lane.id());
        boolean mine = held.epoch() == line.epoch().number();
        lane.line(line.epoch(), line.stored(), mine && held.complete() || loaded.provesComplete(line));
        if (mine) {
            JournalRecovery.Found found =
                    JournalRecovery.recover(machine.spool(), line.epoch(), line.stored(), machine.sealing());
            lane.hold(found.journal());
            found.marks().forEach(mark -> marks.add(mark(line.epoch(), mark)));
        }
    }

    private static Mark mark(Epoch epoch, Frame.Mark mark) {
        Position position = new Position(epoch.number(), mark.sequence());
        return new Mark(mark.point(), mark.kind(), mark.cutAt(), new DiskCut(epoch.disk(), position, mark.diskBytes()));
    }

    private static Issue notFound() {
        return Issue.of(
                "POINT-NOT-MARKED",
                Issue.Kind.FAILED,
                "The server started again before every disk was marked.",
                "Nothing: the next point is cut when the agent is back.");
    }
}

package io.leeward.replication;

import io.leeward.model.DiskId;
import io.leeward.model.Position;
import io.leeward.replication.session.Verdict;
import io.leeward.replication.spool.DiskJournal;
import io.leeward.replication.spool.SpoolRecord.HeldDisk;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import io.leeward.vault.epoch.Coverage;
import io.leeward.vault.epoch.Epoch;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Claims new epochs and lets disks go on in them. */
final class Claims implements Opening.Epochs {
    private final Machine machine;
    private final Set<DiskId> claiming = new HashSet<>();

    Claims(Machine machine) {
        this.machine = machine;
    }

    /** Forgets what is under way; its results are not used. */
    void reset() {
        claiming.clear();
    }

    @Override
    public boolean claiming(DiskId disk) {
        return claiming.contains(disk);
    }

    @Override
    public void claim(Opening opening, Lane lane, HelloDisk hello, Verdict.NewEpoch verdict) {
        claiming.add(lane.id());
        Optional<Position> parent = lane.parent();
        var work = new VaultWork.ClaimEpoch(
                lane.id(), parent, verdict.coverage(), machine.settings.direction(), hello.bytes());
        machine.desk.ask(work, result -> {
            claiming.remove(lane.id());
            machine.stirred = true;
            if (!(result instanceof WorkResult.EpochClaimed(Epoch epoch))) {
                throw new IllegalStateException("claiming an epoch came to " + result);
            }
            begin(lane, parent, epoch, verdict);
            opening.claimed(lane.id(), verdict.coverage(), verdict.why());
        });
    }

    private void begin(Lane lane, Optional<Position> parent, Epoch epoch, Verdict.NewEpoch verdict) {
        HeldDisk before = machine.record().disk(lane.id());
        Optional<String> resync = verdict.coverage() == Coverage.CONTINUOUS ? before.resync() : Optional.empty();
        lane.journal()
                .flatMap(DiskJournal::damage)
                .ifPresent(issue -> machine.tell(new ReplicationEvent.SpoolLost(lane.id(), issue)));
        lane.journal().ifPresent(DiskJournal::abandon);
        machine.spool().save(machine.record().with(lane.id(), new HeldDisk(epoch.number(), false, resync)));
        machine.failed(machine.book.gap(
                lane.id(), parent, Problems.pointBeyondGap(lane.id().value())));
        machine.spool().deleteSegments(lane.id());
        lane.begin(epoch, DiskJournal.begin(machine.spool(), epoch, machine.sealing()), verdict.why());
        machine.tell(new ReplicationEvent.EpochBegan(lane.id(), epoch.number(), verdict.coverage(), verdict.why()));
    }
}

package io.leeward.replication;

import io.leeward.model.DiskId;
import io.leeward.replication.session.Handshake;
import io.leeward.replication.session.Tokens.Standing;
import io.leeward.replication.session.Verdict;
import io.leeward.replication.spool.DiskJournal;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import io.leeward.vault.epoch.Coverage;
import io.leeward.wire.data.AgentMessage.Hello;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import io.leeward.wire.data.ServerMessage.Resume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A hello that is being answered: first the vault is asked where disks are that this spool does not hold, then what the
 * spool does hold is drained where a new epoch is needed, then epochs are claimed. Owned by the loop.
 */
final class Opening {
    final long session;
    final Hello hello;
    final Standing standing;
    final long deadlineNanos;

    private final Machine machine;
    private final Epochs epochs;
    private final Map<DiskId, Decision> decided = new HashMap<>();
    /** Set once: what one disk shows counts for all, also after that disk got a new epoch. */
    private Optional<Standing> judgedAs = Optional.empty();

    private boolean refreshed;
    private boolean refreshing;

    /** What a disk is told. */
    record Decision(Resume resume, String why) {}

    /** Claims epochs; present claims go on when the opening is gone. */
    interface Epochs {
        boolean claiming(DiskId disk);

        void claim(Opening opening, Lane lane, HelloDisk hello, Verdict.NewEpoch verdict);
    }

    Opening(Machine machine, Epochs epochs, long session, Hello hello, Standing standing) {
        this.machine = machine;
        this.epochs = epochs;
        this.session = session;
        this.hello = hello;
        this.standing = standing;
        deadlineNanos = machine.ticker.nanos() + machine.limits.drainPatience().toNanos();
    }

    /** Goes on as far as possible; the decisions in the order of the hello once there is one for each disk. */
    Optional<List<Decision>> advance() {
        if (!refreshed
                && machine.lanes.values().stream()
                        .anyMatch(lane -> lane.journal().isEmpty())) {
            refresh();
            return Optional.empty();
        }
        Standing effective = judgedAs.orElseGet(() -> travelled() ? Standing.STALE : standing);
        judgedAs = Optional.of(effective);
        for (HelloDisk disk : hello.disks()) {
            Lane lane = lane(disk);
            if (!decided.containsKey(lane.id()) && !epochs.claiming(lane.id())) {
                judge(lane, disk, effective);
            }
        }
        return decided.size() < hello.disks().size() ? Optional.empty() : Optional.of(decisions());
    }

    private List<Decision> decisions() {
        List<Decision> all = new ArrayList<>();
        hello.disks().forEach(disk -> all.add(decided.get(new DiskId(disk.disk()))));
        return all;
    }

    Lane lane(HelloDisk disk) {
        return machine.lanes.get(new DiskId(disk.disk()));
    }

    private void refresh() {
        if (refreshing) {
            return;
        }
        refreshing = true;
        List<DiskId> unheld = machine.lanes.values().stream()
                .filter(lane -> lane.journal().isEmpty())
                .map(Lane::id)
                .toList();
        machine.desk.ask(new VaultWork.LoadMachine(unheld), result -> {
            if (result instanceof WorkResult.MachineLoaded loaded) {
                loaded.lines().forEach(line -> {
                    Lane lane = machine.lanes.get(line.epoch().disk());
                    if (lane.journal().isEmpty()) {
                        lane.line(line.epoch(), line.stored(), lane.complete() || loaded.provesComplete(line));
                    }
                });
            }
            refreshed = true;
            machine.stirred = true;
        });
    }

    /** Whether any disk shows that the whole machine was taken back in time. */
    private boolean travelled() {
        String spool = machine.record().spool().value();
        return hello.disks().stream().anyMatch(disk -> lane(disk)
                .basis()
                .filter(basis -> Handshake.travelled(disk, basis, spool))
                .isPresent());
    }

    private void judge(Lane lane, HelloDisk disk, Standing effective) {
        Optional<String> resync = machine.record().disk(lane.id()).resync();
        Verdict verdict = Handshake.judge(
                disk, effective, lane.basis(), machine.record().spool().value(), resync);
        switch (verdict) {
            case Verdict.Continue goOn -> decided.put(lane.id(), new Decision(Resume.CONTINUE, ""));
            case Verdict.OfferAgain(Coverage coverage, String why) ->
                decided.put(lane.id(), new Decision(resume(coverage), why));
            case Verdict.NewEpoch anew -> {
                if (lane.drained()) {
                    epochs.claim(this, lane, disk, anew);
                } else {
                    machine.stirred |= lane.journal().filter(DiskJournal::close).isPresent();
                }
            }
        }
    }

    /**
     * A disk goes on in an epoch that was claimed for this hello; another hello is judged anew, by what it says itself.
     */
    void claimed(DiskId disk, Coverage coverage, String why) {
        decided.put(disk, new Decision(resume(coverage), why));
    }

    private static Resume resume(Coverage coverage) {
        return switch (coverage) {
            case INITIAL -> Resume.NEW_INITIAL;
            case CONTINUOUS -> Resume.NEW_CONTINUOUS;
            case COMPARED -> Resume.NEW_COMPARED;
        };
    }
}

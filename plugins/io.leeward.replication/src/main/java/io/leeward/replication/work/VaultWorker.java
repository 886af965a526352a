package io.leeward.replication.work;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Outcome.Retry;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.model.Position;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.StoreException;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.epoch.Epochs;
import io.leeward.vault.head.Head;
import io.leeward.vault.head.Heads;
import io.leeward.vault.journal.StoredWatermark;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Carries out a machine's {@link VaultWork} in the name of one owner's generation. Blocks as long as the store does.
 * May be used by many threads at once; comparisons read their hashes one after the other.
 */
public final class VaultWorker {
    /** Most points of a machine that are told when it is loaded. */
    private static final int RECENT_POINTS = 512;

    private final Vault vault;
    private final Epochs epochs;
    private final Heads heads;
    private final long generation;
    private final String writer;
    private final Clock clock;
    private final StoredWatermark watermark;
    private final SegmentUpload upload;
    private final HashShelf hashes;

    /**
     * A worker for one machine.
     *
     * @param generation of the owner, as {@code owner.json} says; a newer one fences this worker off
     * @param writer this process server in words, for the records of epochs
     * @param spool reads the machine's spool
     */
    public VaultWorker(Vault vault, MachineId machine, long generation, String writer, Clock clock, SpoolReader spool) {
        this.vault = vault;
        this.generation = generation;
        this.writer = writer;
        this.clock = clock;
        epochs = new Epochs(vault);
        watermark = new StoredWatermark(vault);
        heads = new Heads(vault, machine, generation);
        upload = new SegmentUpload(vault.store(), spool);
        hashes = new HashShelf(vault, heads);
    }

    /** Does the work, or says why not; never throws for what a store or spool may do. */
    public WorkResult perform(VaultWork work) {
        try {
            return switch (work) {
                case VaultWork.LoadMachine(List<DiskId> disks) -> load(disks);
                case VaultWork.ClaimEpoch claim -> claim(claim);
                case VaultWork.UploadSegment(SegmentFile segment) -> upload.perform(segment);
                case VaultWork.PublishPoint(RecoveryPoint point) ->
                    answer(heads.publish(point), head -> new WorkResult.PointPublished());
                case VaultWork.ReadHashes read ->
                    new WorkResult.HashesRead(ByteBuffer.wrap(hashes.read(read)).asReadOnlyBuffer());
            };
        } catch (StoreException e) {
            return new WorkResult.NotDone(e.issue(), Retry.LATER);
        } catch (IssueException e) {
            return new WorkResult.NotDone(e.issue(), Retry.AFTER_CHANGE);
        }
    }

    /**
     * Says in the head who owns the machine now, before anything else is done, so that writers before are refused from
     * then on.
     */
    private WorkResult load(List<DiskId> disks) {
        return answer(heads.takeOver(), head -> {
            List<WorkResult.DiskLine> lines = new ArrayList<>();
            for (DiskId disk : disks) {
                line(head, disk).ifPresent(lines::add);
            }
            List<RecoveryPoint> recent = new ArrayList<>(heads.points());
            return new WorkResult.MachineLoaded(
                    generation, lines, recent.subList(0, Math.min(RECENT_POINTS, recent.size())));
        });
    }

    private Optional<WorkResult.DiskLine> line(Head head, DiskId disk) {
        OptionalLong number = head.epoch(disk);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Epoch epoch = epochs.require(disk, number.getAsLong());
        return Optional.of(new WorkResult.DiskLine(epoch, stored(epoch, newestPoint(head, epoch))));
    }

    private long stored(Epoch epoch, long known) {
        synchronized (watermark) {
            return watermark.through(epoch, known);
        }
    }

    /** Up to a point that exists the journal is in the vault, so that only what lies behind it has to be looked at. */
    private static long newestPoint(Head head, Epoch epoch) {
        return head.points().stream()
                .flatMap(point -> point.cut(epoch.disk()).stream())
                .map(DiskCut::position)
                .filter(position -> position.epoch() == epoch.number())
                .mapToLong(Position::sequence)
                .max()
                .orElse(0);
    }

    private WorkResult claim(VaultWork.ClaimEpoch claim) {
        Epoch epoch = epochs.claim(
                claim.disk(),
                claim.parent(),
                claim.coverage(),
                claim.direction(),
                claim.diskBytes(),
                writer,
                clock.now());
        return answer(heads.claimLine(claim.disk(), epoch.number()), head -> new WorkResult.EpochClaimed(epoch));
    }

    private interface Answer {
        WorkResult of(Head head);
    }

    private static WorkResult answer(Outcome<Head> outcome, Answer done) {
        return switch (outcome) {
            case Outcome.Done<Head>(Head head) -> done.of(head);
            case Outcome.Refused<Head>(Issue issue)
            when issue.code().equals(Heads.LINE_MOVED) -> new WorkResult.LineMoved(issue);
            case Outcome.Refused<Head>(Issue issue) -> new WorkResult.FencedOff(issue);
            case Outcome.Failed<Head>(Issue issue, Retry retry) -> new WorkResult.NotDone(issue, retry);
        };
    }
}

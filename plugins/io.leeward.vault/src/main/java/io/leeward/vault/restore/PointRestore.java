package io.leeward.vault.restore;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Progress;
import io.leeward.kernel.bytes.Block;
import io.leeward.model.DiskCut;
import io.leeward.vault.Vault;
import io.leeward.vault.epoch.Epochs;
import io.leeward.vault.epoch.Line;
import io.leeward.vault.journal.BaseLayer;
import io.leeward.vault.journal.JournalPath;
import io.leeward.vault.journal.Lanes;
import java.util.List;

/**
 * Restores disks of recovery points: finds the newest frame of every block from the sealed indexes, newest segment
 * first, fetches what is needed of each segment once for each region of the disk, authenticates every frame and hands
 * it to the target.
 *
 * <p>Memory is bounded: one bit for each block of a region, 8 bytes for each segment of the journal, and for each lane
 * the bytes of one segment. A position that the journal does not cover wholly is an issue, never a wrong byte.
 */
public final class PointRestore {
    /** Blocks of a region unless told otherwise: 1 TiB of disk, 32 MiB of memory. */
    public static final int DEFAULT_REGION_BLOCKS = 1 << 28;

    private final Vault vault;
    private final Lanes lanes;
    private final int regionBlocks;

    public PointRestore(Vault vault, Lanes lanes) {
        this(vault, lanes, DEFAULT_REGION_BLOCKS);
    }

    /** @param regionBlocks blocks of the disk that are looked at in one pass over the journal */
    public PointRestore(Vault vault, Lanes lanes, int regionBlocks) {
        this.vault = vault;
        this.lanes = lanes;
        this.regionBlocks = regionBlocks;
    }

    /**
     * Writes one disk of a point to a target and commits it. The target is not closed.
     *
     * @param cut the disk and its position
     * @param layers base layers that the machine's head names
     * @param progress told the bytes of the disk that are done; when cancelled, the work ends with an issue of code
     *     RESTORE-CANCELLED
     */
    public DiskRestored disk(DiskCut cut, List<BaseLayer> layers, DiskTarget target, Progress progress) {
        Line line = Line.to(new Epochs(vault), cut.disk(), cut.position());
        JournalPath path = JournalPath.list(vault, line, layers);
        RestoreWork work = new RestoreWork(vault.store(), path, lanes, target, progress, cut.bytes());
        long blocks = Block.count(cut.bytes());
        for (long first = 0; first < blocks; first += regionBlocks) {
            RegionMap map = new RegionMap(cut.bytes(), first, (int) Math.min(regionBlocks, blocks - first));
            work.region(map);
            if (!map.complete()) {
                throw incomplete(cut, map.firstMissing());
            }
        }
        target.commit();
        return work.done();
    }

    private static IssueException incomplete(DiskCut cut, long block) {
        return new IssueException(new Issue(
                "POINT-INCOMPLETE",
                Issue.Kind.FAILED,
                "The recovery point does not hold the whole of disk " + cut.disk() + ".",
                "Nothing was ever stored of the bytes from " + block * Block.BYTES + " on at position " + cut.position()
                        + ".",
                "Choose another recovery point, and resynchronize the machine."));
    }
}

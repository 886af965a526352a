package io.leeward.replication.work;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.epoch.Epoch;
import java.nio.ByteBuffer;
import java.util.List;

/** What came of a {@link VaultWork}. */
public sealed interface WorkResult {

    /**
     * The state of a machine in the vault.
     *
     * @param generation of the owner in whose name the worker acts
     * @param lines one for each disk asked for that has an epoch
     * @param recent the newest points of the machine that its head names, newest first, at most 512
     */
    record MachineLoaded(long generation, List<DiskLine> lines, List<RecoveryPoint> recent) implements WorkResult {
        public MachineLoaded {
            lines = List.copyOf(lines);
            recent = List.copyOf(recent);
        }

        /**
         * Whether a point lies in the current epoch of a line, which shows that the copy or comparison it began with
         * was completed.
         */
        public boolean provesComplete(DiskLine line) {
            return recent.stream()
                    .flatMap(point -> point.cut(line.epoch().disk()).stream())
                    .anyMatch(cut -> cut.position().epoch() == line.epoch().number());
        }
    }

    /**
     * The current line of a disk.
     *
     * @param epoch current epoch, with its key
     * @param stored highest sequence up to which that epoch is contiguous in the vault
     */
    record DiskLine(Epoch epoch, long stored) {}

    /** The epoch is claimed and named by the head. */
    record EpochClaimed(Epoch epoch) implements WorkResult {}

    /** The vault holds exactly this segment. */
    record SegmentStored() implements WorkResult {}

    /** The file in the spool no longer verifies; nothing of it went to the vault. */
    record SegmentDamaged(Issue issue) implements WorkResult {}

    /** The head names the point. */
    record PointPublished() implements WorkResult {}

    /**
     * Hashes of blocks.
     *
     * @param hashes 16 bytes for each block, 16 zero bytes where the vault knows nothing; at least one block
     */
    record HashesRead(ByteBuffer hashes) implements WorkResult {}

    /**
     * Somebody else writes this machine's journal or head now; nothing more may be written in the name of this
     * generation.
     */
    record FencedOff(Issue issue) implements WorkResult {}

    /**
     * A disk of the machine is on another line now than the work supposes, by somebody who acts for the same owner: the
     * machine is loaded again.
     */
    record LineMoved(Issue issue) implements WorkResult {}

    /** The work was not done; nothing is known to have changed. */
    record NotDone(Issue issue, Outcome.Retry retry) implements WorkResult {}
}

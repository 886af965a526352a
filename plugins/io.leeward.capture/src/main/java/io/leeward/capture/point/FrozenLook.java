package io.leeward.capture.point;

import io.leeward.capture.disk.CapturedDisk;
import io.leeward.capture.disk.Chunk;
import io.leeward.capture.port.Freezer;
import io.leeward.capture.port.Scripts;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Ticker;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.Extent;
import io.leeward.kernel.bytes.ExtentSet;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks at all disks while they are frozen and keeps what differs from what was last sent, or is pending. A disk that a
 * freeze does not hold still is looked at twice: only when nothing changed between the first and the second look was
 * there an instant at which it held just that. Writes to no storage.
 */
final class FrozenLook {
    private final List<CapturedDisk> disks;
    private final Staging staging;
    private final Ticker ticker;
    private final CutSettings settings;
    private final long deadline;
    /** Disks of which only what the tracker told was looked at. */
    private final Set<Integer> told = new HashSet<>();

    /** Why a look did not succeed. */
    static final class Fruitless extends IssueException {
        private static final long serialVersionUID = 1L;
        private final boolean again;

        Fruitless(Issue issue, boolean again) {
            super(issue);
            this.again = again;
        }

        /** Whether another try after another pass may succeed. */
        boolean again() {
            return again;
        }
    }

    FrozenLook(List<CapturedDisk> disks, Staging staging, Ticker ticker, CutSettings settings) {
        this.disks = disks;
        this.staging = staging;
        this.ticker = ticker;
        this.settings = settings;
        deadline = ticker.nanos() + settings.freezeLimit().toNanos();
    }

    /** Does the whole look; throws {@link Fruitless} when it cannot be done within limits. */
    void take(String point, Freezer.Frozen frozen, Scripts scripts) {
        for (CapturedDisk disk : disks) {
            first(disk);
        }
        if (scripts.whileFrozen(point) instanceof Outcome.Failed<Scripts.Ran>(Issue issue, Outcome.Retry retry)) {
            throw new Fruitless(issue, false);
        }
        for (CapturedDisk disk : disks) {
            if (!frozen.holds(disk.index()) || told.contains(disk.index())) {
                second(disk);
            }
        }
        requireTime();
    }

    private void first(CapturedDisk disk) {
        each(disk, toLookAt(disk), piece -> {
            disk.hrl().pendingWithin(piece.extent()).forEach(pending -> stage(disk, piece, pending));
            disk.differing(piece, block -> stage(disk, piece, block));
        });
    }

    /** What can have changed: the tracker says it, or everything. */
    private ExtentSet toLookAt(CapturedDisk disk) {
        if (!disk.tracked()) {
            return ExtentSet.of(new Extent(0, disk.source().bytes()));
        }
        told.add(disk.index());
        ExtentSet changed = disk.takeWhileFrozen();
        disk.hrl().pendingRanges().forEach(changed::add);
        return changed;
    }

    private void second(CapturedDisk disk) {
        if (told.contains(disk.index())) {
            if (disk.changedWhileFrozen()) {
                throw moved(disk);
            }
            if (!disk.tracked()) {
                throw lost(disk);
            }
            return;
        }
        each(disk, ExtentSet.of(new Extent(0, disk.source().bytes())), piece -> {
            ExtentSet differs = new ExtentSet();
            disk.differing(piece, differs::add);
            for (long at = piece.extent().offset(); at < piece.extent().end(); at += Block.BYTES) {
                Extent block =
                        new Extent(at, Math.min(Block.BYTES, piece.extent().end() - at));
                boolean same = staging.contains(disk.index(), at)
                        ? staging.holds(disk.index(), at, bytes(piece, block))
                        : !differs.overlaps(block);
                if (!same) {
                    throw moved(disk);
                }
            }
        });
    }

    private void each(CapturedDisk disk, ExtentSet ranges, Consumer<CapturedDisk.Piece> work) {
        for (Extent range : ranges.extents()) {
            for (long at = range.offset(); at < range.end(); at += Chunk.BYTES) {
                requireTime();
                Extent extent = new Extent(at, Math.min(Chunk.BYTES, range.end() - at));
                Optional<CapturedDisk.Piece> piece = disk.read(extent);
                if (piece.isEmpty() || !piece.get().unreadable().isEmpty()) {
                    throw new Fruitless(disk.fault().orElseThrow(), false);
                }
                work.accept(piece.get());
            }
        }
    }

    private void stage(CapturedDisk disk, CapturedDisk.Piece piece, Extent extent) {
        for (long at = extent.offset(); at < extent.end(); at += Block.BYTES) {
            Extent block = new Extent(at, Math.min(Block.BYTES, extent.end() - at));
            if (!staging.put(disk.index(), at, bytes(piece, block))) {
                throw new Fruitless(tooMuch(), true);
            }
        }
    }

    private static ByteBuffer bytes(CapturedDisk.Piece piece, Extent block) {
        return piece.data().slice((int) (block.offset() - piece.extent().offset()), (int) block.length());
    }

    private void requireTime() {
        if (ticker.nanos() - deadline > 0) {
            throw new Fruitless(
                    Issue.of(
                            "POINT-FREEZE-LIMIT",
                            Issue.Kind.FAILED,
                            "No recovery point was cut: the disks could not be looked at within the freeze limit of "
                                    + settings.freezeLimit().toMillis() + " ms.",
                            "Give the agent a longer --freeze-limit, or faster disks."),
                    false);
        }
    }

    private Issue tooMuch() {
        return Issue.of(
                "POINT-TOO-BUSY",
                Issue.Kind.FAILED,
                "No recovery point was cut: more changed at the last moment than the " + settings.stagingBytes()
                        + " bytes that the agent keeps in memory.",
                "Wait for a quieter moment; the next point is tried on schedule.");
    }

    private static Fruitless lost(CapturedDisk disk) {
        return new Fruitless(
                Issue.of(
                        "POINT-TRACKER-LOST",
                        Issue.Kind.FAILED,
                        "No recovery point was cut: the changes of the disk "
                                + disk.source().path() + " were no longer told without a break when it was frozen.",
                        "Nothing: the disk is looked at as a whole first."),
                true);
    }

    private static Fruitless moved(CapturedDisk disk) {
        return new Fruitless(
                Issue.of(
                        "POINT-NOT-STILL",
                        Issue.Kind.FAILED,
                        "No recovery point was cut: the disk " + disk.source().path()
                                + " went on changing while the file systems were frozen.",
                        "Stop what writes to the disk past its file systems, or cut the point with scripts that do."),
                true);
    }
}

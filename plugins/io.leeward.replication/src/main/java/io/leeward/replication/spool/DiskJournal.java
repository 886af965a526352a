package io.leeward.replication.spool;

import io.leeward.kernel.Issue;
import io.leeward.kernel.bytes.BlockHash;
import io.leeward.kernel.file.StoredFile;
import io.leeward.model.PointId;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.segment.Frame;
import io.leeward.vault.segment.SegmentBuffers;
import io.leeward.vault.segment.SegmentEntry;
import io.leeward.vault.segment.SegmentIndex;
import io.leeward.vault.segment.SegmentScope;
import io.leeward.vault.segment.SegmentSource;
import io.leeward.vault.segment.SegmentVerifier;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One disk's journal of one epoch in the spool: closed segments on their way to the vault and at most one that is being
 * written. Frames are appended in sequence, durable after {@link #sync} or {@link #close}. Owned by the loop.
 *
 * <p>Any method may throw {@link io.leeward.kernel.IssueException} when the storage fails; the journal is then
 * recovered from its files, with {@link JournalRecovery}, before it is used again.
 */
public final class DiskJournal {
    private final Spool spool;
    private final Epoch epoch;
    private final ArrayDeque<ClosedSegment> closed = new ArrayDeque<>();
    private final Optional<Issue> damage;
    private Sealing sealing;
    private Optional<OpenSegment> open = Optional.empty();
    private long appended;
    private long durable;
    private long closedBytes;

    DiskJournal(
            Spool spool,
            Epoch epoch,
            Sealing sealing,
            long durable,
            List<ClosedSegment> found,
            Optional<Issue> damage) {
        this.spool = spool;
        this.epoch = epoch;
        this.sealing = sealing;
        this.durable = durable;
        this.damage = damage;
        appended = durable;
        found.forEach(this::add);
    }

    /** The journal of an epoch that has just been claimed. */
    public static DiskJournal begin(Spool spool, Epoch epoch, Sealing sealing) {
        return new DiskJournal(spool, epoch, sealing, 0, List.of(), Optional.empty());
    }

    private void add(ClosedSegment segment) {
        closed.add(segment);
        closedBytes += segment.file().bytes();
    }

    /** Sequence of the last frame appended. */
    public long appended() {
        return appended;
    }

    /** Highest sequence that is durable here, or was and is in the vault. */
    public long durable() {
        return durable;
    }

    /** Why nothing can go on after {@link #durable} in this epoch. */
    public Optional<Issue> damage() {
        return damage;
    }

    /** Bytes of all segments here. */
    public long bytes() {
        return closedBytes + open.map(OpenSegment::bytes).orElse(0L);
    }

    /** Closed segments by their sequence, stored ones that are still needed included. */
    public Iterable<ClosedSegment> closed() {
        return closed;
    }

    /** Seals segments begun from now on like this. */
    public void sealing(Sealing next) {
        sealing = next;
    }

    /** Appends the next frame; true when that closed a segment. */
    public boolean append(Frame frame, long nowNanos, Instant receivedAt) {
        if (damage.isPresent() || frame.sequence() != appended + 1) {
            throw new IllegalStateException("frame " + frame.sequence() + " after " + appended + " of " + epoch);
        }
        if (open.isEmpty()) {
            open = Optional.of(new OpenSegment(spool.storage(), epoch, frame.sequence(), sealing, nowNanos));
        }
        OpenSegment segment = open.get();
        segment.append(frame, receivedAt);
        appended = frame.sequence();
        if (segment.full() || segment.bytes() >= sealing.segmentBytes()) {
            close();
            return true;
        }
        return false;
    }

    /** Makes everything appended durable; true when something was not before. */
    public boolean sync() {
        if (durable == appended) {
            return false;
        }
        open.ifPresent(OpenSegment::sync);
        durable = appended;
        return true;
    }

    /** Closes the segment that is being written, if any; everything appended is then durable. True when one was. */
    public boolean close() {
        if (open.isEmpty()) {
            return false;
        }
        OpenSegment segment = open.get();
        add(segment.close());
        open = Optional.empty();
        durable = appended;
        return true;
    }

    /** Whether the segment being written holds a marker, so that it has to be closed. */
    public boolean marked() {
        return open.filter(OpenSegment::hasPoint).isPresent();
    }

    /** When the segment being written was begun, in nanoseconds of the ticker. */
    public Optional<Long> openSinceNanos() {
        return open.map(OpenSegment::openedNanos);
    }

    /**
     * Drops segments that the vault holds.
     *
     * @param stored highest sequence up to which the vault is contiguous
     * @param needed points whose markers must still be found after a restart
     */
    public void drop(long stored, Predicate<PointId> needed) {
        boolean dropped = false;
        for (Iterator<ClosedSegment> segments = closed.iterator(); segments.hasNext(); ) {
            ClosedSegment segment = segments.next();
            if (segment.file().last() > stored) {
                break;
            }
            if (segment.points().stream().noneMatch(needed)) {
                spool.storage().delete(segment.file().file());
                closedBytes -= segment.file().bytes();
                segments.remove();
                dropped = true;
            }
        }
        if (dropped) {
            spool.storage().syncFolder();
        }
    }

    /**
     * Whether the frame is the very one that is here under its sequence: its range is the same, and so are the hashes
     * of its blocks.
     */
    public boolean holds(Frame frame) {
        Optional<SegmentIndex> index = open.filter(segment -> segment.first() <= frame.sequence())
                .map(OpenSegment::index)
                .or(() -> closedIndex(frame.sequence()));
        return index.flatMap(found -> found.entry(frame.sequence()).map(entry -> same(found, entry, frame)))
                .orElse(false);
    }

    private Optional<SegmentIndex> closedIndex(long sequence) {
        for (ClosedSegment segment : closed) {
            if (segment.file().first() <= sequence && sequence <= segment.file().last()) {
                try (StoredFile file = spool.storage().open(segment.file().file())) {
                    return Optional.of(SegmentVerifier.verify(
                                    SegmentScope.journal(epoch),
                                    segment.file().first(),
                                    SegmentSource.of(file),
                                    new SegmentBuffers())
                            .orThrow());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean same(SegmentIndex index, SegmentEntry entry, Frame frame) {
        return switch (frame) {
            case Frame.Data data ->
                entry.kind() == SegmentEntry.Kind.DATA
                        && entry.offset() == data.offset()
                        && entry.length() == data.bytes().remaining()
                        && Arrays.equals(index.hashes(entry), new BlockHash().hash(data.bytes()));
            case Frame.Zeros zeros ->
                entry.kind() == SegmentEntry.Kind.ZEROS
                        && entry.offset() == zeros.offset()
                        && entry.length() == zeros.length();
            case Frame.Mark mark ->
                index.marks().stream()
                        .anyMatch(known -> known.sequence() == mark.sequence()
                                && known.point().equals(mark.point()));
        };
    }

    /** Gives the open file up after a failure, without a further operation on it. */
    public void abandon() {
        open.ifPresent(OpenSegment::abandon);
        open = Optional.empty();
    }
}

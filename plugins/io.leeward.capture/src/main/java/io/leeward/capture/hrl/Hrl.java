package io.leeward.capture.hrl;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.bytes.Extent;
import io.leeward.kernel.bytes.MalformedException;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.log.DurableLog;
import io.leeward.wire.data.ServerMessage.Resume;
import io.leeward.wire.data.ServerMessage.WelcomeDisk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The change log of one disk (rule 1 of the data path): every range that changed and is not stored in the vault. A
 * range is pending, or carries the sequence that last sent it. A change makes it pending again; <i>stored n</i> removes
 * only what is not pending and was sent with a sequence of at most n. The log may hold more than that, never less.
 *
 * <p>Beside it the log keeps the state of the epoch, so that both change in one step. What is written becomes durable
 * with {@link #sync}; whoever sends a frame calls {@link #syncMarks} first. A crash loses an unsynced tail: ranges then
 * seem less sent and less stored than they are, which is safe. Not thread-safe.
 */
public final class Hrl implements AutoCloseable {
    /** Sequences that are reserved at once. */
    public static final long RESERVED_SEQUENCES = 65_536;

    private final DurableLog log;
    private final Limits limits;
    private final long diskBytes;
    private final Ranges ranges;
    private EpochState state = EpochState.NONE;
    private long bytesAfterRewrite;
    private boolean unsynced;
    private boolean marksUnsynced;

    /**
     * Bounds of a change log.
     *
     * @param fileBytes size of the file from which it is rewritten
     * @param extents most pending ranges, and most sent ranges, that are told apart; beyond, neighbours are joined
     */
    public record Limits(long fileBytes, int extents) {
        public static final Limits DEFAULT = new Limits(4L << 20, 32_768);

        public Limits {
            if (fileBytes < 1024 || extents < 2) {
                throw new IllegalArgumentException("limits " + fileBytes + ", " + extents);
            }
        }
    }

    private Hrl(Storage storage, String name, long diskBytes, Limits limits) {
        this.limits = limits;
        this.diskBytes = diskBytes;
        ranges = new Ranges(limits.extents());
        log = DurableLog.open(storage, name, HrlEntry.LARGEST, record -> apply(read(name, record)));
        bytesAfterRewrite = log.bytes();
    }

    /**
     * Opens the change log of a disk, or begins an empty one.
     *
     * @throws IssueException LOG-UNREADABLE or HRL-UNREADABLE when the file is something else
     */
    public static Hrl open(Storage storage, String name, long diskBytes, Limits limits) {
        return new Hrl(storage, name, diskBytes, limits);
    }

    private static HrlEntry read(String name, ByteBuffer record) {
        try {
            return HrlEntry.decode(record);
        } catch (MalformedException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IssueException(new Issue(
                    "HRL-UNREADABLE",
                    Issue.Kind.FAILED,
                    "The change log " + name + " holds a record that this release does not know.",
                    e.getMessage(),
                    "Use the release that wrote it, or remove the file; the disk is then compared as a whole."));
        }
    }

    public EpochState state() {
        return state;
    }

    /** The range changed. Durable after {@link #sync}. */
    public void mark(Extent extent) {
        record(new HrlEntry.Mark(extent));
    }

    /** The range was sent with this sequence. */
    public void sent(Extent extent, long sequence) {
        record(new HrlEntry.Sent(extent, sequence));
    }

    /**
     * The spool has everything up to the sequence. Kept in memory and written with the next sync; losing it is safe.
     */
    public void acknowledged(long sequence) {
        if (sequence > state.acknowledged()) {
            record(new HrlEntry.Acknowledged(sequence));
        }
    }

    /** The vault has everything up to the sequence. */
    public void stored(long sequence) {
        if (sequence > state.stored()) {
            record(new HrlEntry.Stored(sequence));
        }
    }

    /** Everything had been sent once since the epoch began. */
    public void emptied() {
        if (!state.emptied()) {
            record(new HrlEntry.Emptied());
        }
    }

    /** Everything sent and not stored is pending again. */
    public void resend() {
        record(new HrlEntry.Resend());
    }

    /** Makes sure that the sequence may be used; durable on return. */
    public void reserve(long sequence) {
        if (sequence > state.bound()) {
            record(new HrlEntry.Bound(sequence + RESERVED_SEQUENCES));
            sync();
        }
    }

    /** Goes on as the server says; durable after {@link #sync}. */
    public void begin(WelcomeDisk welcome) {
        long from = welcome.acknowledged();
        long bound = welcome.resume() == Resume.CONTINUE ? Math.max(state.bound(), from) : from + RESERVED_SEQUENCES;
        record(new HrlEntry.Begin(welcome.resume(), welcome.epoch(), welcome.spool(), from, welcome.stored(), bound));
    }

    /** Ends in order: the last sequence that was used; durable on return. */
    public void stop(long used) {
        record(new HrlEntry.Used(used));
        sync();
    }

    /** Makes everything recorded so far durable. Costs nothing when nothing was recorded. */
    public void sync() {
        if (unsynced) {
            log.sync();
            unsynced = false;
            marksUnsynced = false;
        }
    }

    /** Makes everything durable that has to be so before a frame is sent. Costs nothing when nothing became pending. */
    public void syncMarks() {
        if (marksUnsynced) {
            sync();
        }
    }

    private void record(HrlEntry entry) {
        log.append(entry.encode());
        unsynced = true;
        marksUnsynced |= !(entry instanceof HrlEntry.Sent
                || entry instanceof HrlEntry.Acknowledged
                || entry instanceof HrlEntry.Stored);
        apply(entry);
        if (log.bytes() > limits.fileBytes() && log.bytes() > 2 * bytesAfterRewrite) {
            log.rewrite(this::writeAll);
            bytesAfterRewrite = log.bytes();
            unsynced = false;
            marksUnsynced = false;
        }
    }

    private void writeAll(DurableLog fresh) {
        fresh.append(new HrlEntry.State(state).encode());
        ranges.eachSent((extent, sequence) -> fresh.append(new HrlEntry.Sent(extent, sequence).encode()));
        ranges.pending().extents().forEach(extent -> fresh.append(new HrlEntry.Mark(extent).encode()));
    }

    private void apply(HrlEntry entry) {
        switch (entry) {
            case HrlEntry.Mark(Extent extent) -> ranges.mark(extent);
            case HrlEntry.Sent(Extent extent, long sequence) -> ranges.sent(extent, sequence);
            case HrlEntry.Acknowledged(long sequence) -> state = state.acknowledgedUpTo(sequence);
            case HrlEntry.Stored(long sequence) -> {
                state = state.storedUpTo(sequence);
                ranges.stored(sequence);
            }
            case HrlEntry.Bound(long sequence) -> state = state.boundTo(sequence);
            case HrlEntry.Used(long sequence) -> state = state.usedUpTo(sequence);
            case HrlEntry.Emptied() -> state = state.afterEmptied();
            case HrlEntry.Resend() -> ranges.resendAfter(0);
            case HrlEntry.Begin begin -> applyBegin(begin);
            case HrlEntry.State(EpochState written) -> state = written;
        }
    }

    private void applyBegin(HrlEntry.Begin begin) {
        boolean same = begin.resume() == Resume.CONTINUE;
        long stored = same ? Math.max(state.stored(), begin.stored()) : begin.stored();
        state = new EpochState(
                begin.epoch(), begin.spool(), begin.acknowledged(), stored, begin.bound(), 0, same && state.emptied());
        switch (begin.resume()) {
            case CONTINUE -> {
                ranges.stored(begin.stored());
                ranges.resendAfter(begin.acknowledged());
            }
            case NEW_CONTINUOUS, NEW_COMPARED -> ranges.resendAfter(0);
            case NEW_INITIAL -> {
                ranges.clear();
                ranges.mark(new Extent(0, diskBytes));
            }
        }
    }

    /** Whether nothing is pending. */
    public boolean nothingPending() {
        return ranges.pending().isEmpty();
    }

    /** Bytes that are pending. */
    public long pendingBytes() {
        return ranges.pending().bytes();
    }

    /** Bytes that are not stored; an upper bound. */
    public long unstoredBytes() {
        return ranges.bytes(diskBytes);
    }

    /** Whether any byte of the extent is pending. */
    public boolean pending(Extent extent) {
        return ranges.pending().overlaps(extent);
    }

    /** Whether all bytes of the extent are pending. */
    public boolean allPending(Extent extent) {
        return ranges.pending().contains(extent);
    }

    /** The first pending range at or after the offset, cut to begin there. */
    public Optional<Extent> nextPending(long offset) {
        return ranges.pending().next(offset);
    }

    /** Whether any byte of the extent is pending, or sent and not stored. */
    public boolean covers(Extent extent) {
        return ranges.covers(extent);
    }

    /** What is pending, in order. */
    public List<Extent> pendingRanges() {
        return ranges.pending().extents();
    }

    /** What is pending within the extent, in order. */
    public List<Extent> pendingWithin(Extent extent) {
        return ranges.pending().within(extent);
    }

    /** Length of the file in bytes. */
    public long fileBytes() {
        return log.bytes();
    }

    @Override
    public void close() {
        log.close();
    }
}

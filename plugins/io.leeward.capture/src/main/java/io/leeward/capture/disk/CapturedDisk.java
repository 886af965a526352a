package io.leeward.capture.disk;

import io.leeward.capture.compare.HashCache;
import io.leeward.capture.hrl.EpochState;
import io.leeward.capture.hrl.Hrl;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.BlockHash;
import io.leeward.kernel.bytes.Extent;
import io.leeward.kernel.bytes.ExtentSet;
import io.leeward.kernel.file.Storage;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import io.leeward.wire.data.ServerMessage.Resume;
import io.leeward.wire.data.ServerMessage.WelcomeDisk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One disk under capture. A pass looks at the disk piece by piece and marks in the change log what differs from what
 * was last sent. What a block held when it was last sent is known from the agent's own cache; blocks that the cache
 * does not know are asked for from the server (the <i>baseline</i>): its answer counts only for blocks that were not
 * sent since the cache began, and what was sent and not stored at that moment is sent again. Not thread-safe.
 */
public final class CapturedDisk implements AutoCloseable {
    private static final int MOST_UNREADABLE = 1024;

    private final int index;
    private final SourceDisk source;
    private final Chunk chunk;
    private final Hrl hrl;
    private final HashCache cache;
    private final ExtentSet unreadable = new ExtentSet();
    private final ExtentSet carried = new ExtentSet();
    private final long blocks;
    private Optional<Issue> fault = Optional.empty();
    private long sequence;
    /** Whether {@link #sequence} is the last one that was used in the epoch, and not only one that was acknowledged. */
    private boolean exact;

    private long sendFrom;
    private long baseline;
    private long lookedUpTo;
    private long found;
    private long passes;
    private long lastFound = Long.MAX_VALUE;
    /** Whether every block was looked at, or became pending, since the baseline or the process began. */
    private boolean wholePassDone;

    private CapturedDisk(int index, SourceDisk source, Chunk chunk, Hrl hrl, HashCache cache) {
        this.index = index;
        this.source = source;
        this.chunk = chunk;
        this.hrl = hrl;
        this.cache = cache;
        blocks = Block.count(source.bytes());
        exact = hrl.state().used() > 0;
        sequence = Math.max(hrl.state().acknowledged(), hrl.state().used());
        lookedUpTo = source.bytes();
        if (cache.resume(hrl.state())) {
            baseline = blocks;
        } else {
            cache.reset();
        }
    }

    /** Opens what the agent knows of the disk. */
    public static CapturedDisk open(int index, SourceDisk source, Chunk chunk, Storage storage, Hrl.Limits limits) {
        Hrl hrl = Hrl.open(storage, source.id() + ".hrl", source.bytes(), limits);
        return new CapturedDisk(
                index, source, chunk, hrl, HashCache.open(storage, source.id() + ".hashes", source.bytes()));
    }

    public int index() {
        return index;
    }

    public SourceDisk source() {
        return source;
    }

    public Hrl hrl() {
        return hrl;
    }

    /**
     * The disk as it is told in a hello. The bound of used sequences is as narrow as it is known: an agent that comes
     * back with its memory, from a snapshot of a running machine, shows by it how old it is.
     */
    public HelloDisk hello() {
        EpochState state = hrl.state();
        return new HelloDisk(
                source.id(),
                source.bytes(),
                state.epoch(),
                state.spool(),
                state.acknowledged(),
                state.stored(),
                exact ? sequence : state.bound(),
                state.epoch() > 0 && baselineComplete());
    }

    /** Goes on as the server says; durable after the change log is synced. */
    public void begin(WelcomeDisk welcome) {
        hrl.begin(welcome);
        sequence = welcome.acknowledged();
        exact = true;
        sendFrom = 0;
        switch (welcome.resume()) {
            case CONTINUE, NEW_CONTINUOUS -> {
                if (baseline == 0 || welcome.resume() == Resume.NEW_CONTINUOUS && !baselineComplete()) {
                    startBaseline();
                }
            }
            case NEW_COMPARED -> startBaseline();
            case NEW_INITIAL -> {
                cache.reset();
                baseline = blocks;
                wholePassDone = true;
            }
        }
        startPass();
    }

    /** Compares the whole disk with what the vault holds. */
    public void compare() {
        startBaseline();
        startPass();
    }

    private void startBaseline() {
        hrl.resend();
        cache.reset();
        baseline = 0;
        wholePassDone = false;
    }

    /** The first block whose hash has to be asked for. */
    public long baselineNext() {
        return baseline;
    }

    public boolean baselineComplete() {
        return baseline >= blocks;
    }

    /** Hashes that the vault holds, beginning with {@link #baselineNext}. */
    public void learn(ByteBuffer hashes) {
        long count = Math.min(hashes.remaining() / BlockHash.BYTES, blocks - baseline);
        for (long i = 0; i < count; i += Chunk.BLOCKS) {
            int part = (int) Math.min(Chunk.BLOCKS, count - i);
            int at = hashes.position() + (int) i * BlockHash.BYTES;
            learn(baseline + i, hashes.slice(at, part * BlockHash.BYTES));
        }
        baseline += count;
    }

    private void learn(long first, ByteBuffer vault) {
        int count = vault.remaining() / BlockHash.BYTES;
        ByteBuffer own = chunk.known(count);
        cache.read(first, own);
        own.flip();
        for (int i = 0; i < count; i++) {
            if (!unknown(own, i)) {
                continue;
            }
            if (unknown(vault, i)) {
                hrl.mark(block(first + i));
            } else {
                own.put(i * BlockHash.BYTES, vault, i * BlockHash.BYTES, BlockHash.BYTES);
            }
        }
        cache.write(first, own);
    }

    private static boolean unknown(ByteBuffer hashes, int index) {
        return hashes.getLong(index * BlockHash.BYTES) == 0 && hashes.getLong(index * BlockHash.BYTES + 8) == 0;
    }

    private Extent block(long number) {
        return new Extent(number * Block.BYTES, Block.length(number, source.bytes()));
    }

    /** Begins a pass: what changed by now will have been found when it ends. */
    public void startPass() {
        found = 0;
        unreadable.clear();
        fault = checkSize();
        long taken = takeTracked();
        boolean told = tracked();
        lookedUpTo = told ? source.bytes() : 0;
        if (told) {
            passes++;
            lastFound = taken;
        }
    }

    /** Marks what the tracker saw; returns how many bytes. */
    private long takeTracked() {
        source.tracker().take(carried);
        ExtentSet changed = onBlocks(carried);
        changed.extents().forEach(hrl::mark);
        carried.clear();
        return changed.bytes();
    }

    /** Whether the tracker tells everything that can have changed. */
    public boolean tracked() {
        return source.tracker().complete() && compared();
    }

    /**
     * Takes what the tracker saw and keeps it in memory until the next pass begins; writes nothing.
     *
     * @return what was seen since the last pass began
     */
    public ExtentSet takeWhileFrozen() {
        source.tracker().take(carried);
        return onBlocks(carried);
    }

    /** Whether the tracker saw anything since it was last asked; that, too, is kept in memory. */
    public boolean changedWhileFrozen() {
        ExtentSet fresh = new ExtentSet();
        source.tracker().take(fresh);
        carried.addAll(fresh);
        return !fresh.isEmpty();
    }

    /** Everything that was taken while frozen is on its way. */
    public void forgetTakenWhileFrozen() {
        carried.clear();
    }

    private ExtentSet onBlocks(ExtentSet ranges) {
        ExtentSet aligned = new ExtentSet();
        for (Extent range : ranges.within(new Extent(0, source.bytes()))) {
            long start = range.offset() / Block.BYTES * Block.BYTES;
            long end = Math.min(source.bytes(), (range.end() + Block.BYTES - 1) / Block.BYTES * Block.BYTES);
            aligned.add(new Extent(start, end - start));
        }
        return aligned;
    }

    private Optional<Issue> checkSize() {
        try {
            long now = source.reader().bytes();
            return now == source.bytes() ? Optional.empty() : Optional.of(Faults.size(source, now));
        } catch (IssueException e) {
            return Optional.of(e.issue());
        }
    }

    /** Whether a pass is under way. */
    public boolean passing() {
        return lookedUpTo < source.bytes();
    }

    /** Whether the pass cannot go on before hashes have come. */
    public boolean waitsForHashes() {
        return passing() && lookedUpTo / Block.BYTES >= baseline;
    }

    /** Looks at the next piece, {@link Chunk#BYTES} at the most. */
    public void look() {
        if (!passing() || waitsForHashes() || fault.isPresent()) {
            return;
        }
        long end = Math.min(Math.min(lookedUpTo + Chunk.BYTES, source.bytes()), baseline * Block.BYTES);
        Extent piece = new Extent(lookedUpTo, end - lookedUpTo);
        if (!hrl.allPending(piece)) {
            Optional<Piece> read = read(piece);
            if (read.isEmpty()) {
                return;
            }
            read.get().unreadable().forEach(this::mark);
            differing(read.get(), block -> {
                if (!hrl.pending(block)) {
                    mark(block);
                }
            });
        }
        lookedUpTo = end;
        if (!passing()) {
            passes++;
            lastFound = found;
            wholePassDone = true;
        }
    }

    private void mark(Extent extent) {
        found += extent.length();
        hrl.mark(extent);
    }

    /** Tells the blocks of a piece that differ from what was last sent, or of which that is not known. */
    public void differing(Piece piece, Consumer<Extent> consumer) {
        long first = piece.extent().offset() / Block.BYTES;
        ByteBuffer now = chunk.hash(piece.data());
        int count = now.remaining() / BlockHash.BYTES;
        ByteBuffer known = chunk.known(count);
        cache.read(first, known);
        known.flip();
        int same = now.mismatch(known);
        for (int i = same < 0 ? count : same / BlockHash.BYTES; i < count; i++) {
            int at = i * BlockHash.BYTES;
            if (now.getLong(at) != known.getLong(at) || now.getLong(at + 8) != known.getLong(at + 8)) {
                consumer.accept(block(first + i));
            }
        }
    }

    /**
     * Bytes of the disk as they are now.
     *
     * @param extent where
     * @param data its bytes, valid until the next piece is read; zero where unreadable
     * @param unreadable blocks that could not be read
     */
    public record Piece(Extent extent, ByteBuffer data, List<Extent> unreadable) {}

    /** Reads a piece of at most {@link Chunk#BYTES}; empty when the disk is not there, which is then its fault. */
    public Optional<Piece> read(Extent extent) {
        ByteBuffer data = chunk.data((int) extent.length());
        try {
            List<Extent> bad = source.reader().read(extent.offset(), data);
            bad.forEach(unreadable::add);
            unreadable.coarsen(MOST_UNREADABLE);
            return Optional.of(new Piece(extent, data.flip(), bad));
        } catch (IssueException e) {
            fault = Optional.of(e.issue());
            return Optional.empty();
        }
    }

    /** The next pending range to be sent, at most so many bytes, round and round the disk; empty at its end. */
    public Optional<Extent> nextToSend(long mostBytes) {
        if (fault.isPresent()) {
            return Optional.empty();
        }
        Optional<Extent> next = hrl.nextPending(sendFrom);
        while (next.isPresent() && unreadable.overlaps(next.get())) {
            Extent bad = unreadable.within(next.get()).getFirst();
            if (bad.offset() > next.get().offset()) {
                next = Optional.of(new Extent(
                        next.get().offset(), bad.offset() - next.get().offset()));
            } else {
                next = hrl.nextPending(bad.end());
            }
        }
        return next.map(extent -> new Extent(extent.offset(), Math.min(extent.length(), mostBytes)));
    }

    /** Goes on sending behind this range. */
    public void sendAfter(Extent extent) {
        sendFrom = extent.end();
    }

    /** Begins sending at the start of the disk again; false when it already does. */
    public boolean sendFromStart() {
        boolean moved = sendFrom > 0;
        sendFrom = 0;
        return moved;
    }

    /** The sequence for the next frame; durably reserved on return. */
    public long nextSequence() {
        hrl.reserve(sequence + 1);
        return ++sequence;
    }

    /** These bytes were sent. */
    public void sent(long offset, ByteBuffer bytes, long withSequence) {
        hrl.sent(new Extent(offset, bytes.remaining()), withSequence);
        cache.write(offset / Block.BYTES, chunk.hash(bytes));
    }

    /** Zeros were sent for this range. */
    public void sentZeros(Extent extent, long withSequence) {
        hrl.sent(extent, withSequence);
        ZeroHashes.write(cache, extent, source.bytes());
    }

    /** Whether everything that is known to have changed has been sent. */
    public boolean nothingToSend() {
        return hrl.nothingPending();
    }

    /** Notes that everything was sent once, when it was. */
    public void noteEmptied() {
        if (compared() && hrl.nothingPending() && fault.isEmpty()) {
            hrl.emptied();
        }
    }

    /** Why no point can be cut of this disk now; empty when one can. */
    public Optional<Issue> obstacle() {
        if (fault.isPresent()) {
            return fault;
        }
        if (!unreadable.isEmpty()) {
            return Optional.of(Faults.unreadable(source, unreadable));
        }
        return hrl.state().emptied() ? Optional.empty() : Optional.of(notReady());
    }

    /**
     * Whether every block was looked at, or became pending, since the process began and since the last comparison was
     * asked for.
     */
    public boolean compared() {
        return wholePassDone && baselineComplete();
    }

    /** That the disk has not been looked at as a whole, in words. */
    public Issue notReady() {
        return Faults.notReady(source);
    }

    /** What is wrong with the disk, if anything. */
    public Optional<Issue> fault() {
        return fault.isPresent() || unreadable.isEmpty() ? fault : Optional.of(Faults.unreadable(source, unreadable));
    }

    /** Bytes looked at by the present pass. */
    public long lookedAt() {
        return lookedUpTo;
    }

    /** Passes that have ended. */
    public long passes() {
        return passes;
    }

    /** Bytes that the last pass found; huge before the first. */
    public long lastFound() {
        return lastFound;
    }

    /** Stops in order: the next start goes on from here. */
    public void stop() {
        if (hrl.state().epoch() > 0) {
            hrl.stop(exact ? sequence : 0);
            cache.seal(hrl.state(), baselineComplete() && sequence > 0);
        }
    }

    @Override
    public void close() {
        hrl.close();
        cache.close();
    }
}

package io.leeward.capture.hrl;

import io.leeward.kernel.bytes.Extent;
import io.leeward.kernel.bytes.ExtentSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The ranges of a change log: pending, or sent and not stored. Sent ranges are kept in generations of consecutive
 * sequences; a generation is forgotten when its last sequence is stored and is pending again as a whole, so that memory
 * is bounded and nothing is ever forgotten early. Pending and sent may overlap; pending prevails.
 */
final class Ranges {
    /** Frames in one generation while it is filled. */
    private static final int GENERATION_FRAMES = 64;
    /** Most generations; beyond, the older half is joined pair by pair. */
    private static final int MOST_GENERATIONS = 512;

    private final int mostExtents;
    private final ExtentSet pending = new ExtentSet();
    private final List<Generation> generations = new ArrayList<>();

    private static final class Generation {
        private final ExtentSet extents = new ExtentSet();
        private long last;
        private int frames;
    }

    Ranges(int mostExtents) {
        this.mostExtents = mostExtents;
    }

    ExtentSet pending() {
        return pending;
    }

    void mark(Extent extent) {
        pending.add(extent);
        if (pending.count() > mostExtents) {
            pending.coarsen(mostExtents / 2);
        }
    }

    void sent(Extent extent, long sequence) {
        pending.remove(extent);
        Generation newest = generations.isEmpty() ? null : generations.getLast();
        if (newest == null || newest.frames >= GENERATION_FRAMES) {
            newest = new Generation();
            generations.add(newest);
            bound();
        }
        newest.extents.add(extent);
        newest.last = Math.max(newest.last, sequence);
        newest.frames++;
    }

    private void bound() {
        if (generations.size() <= MOST_GENERATIONS) {
            return;
        }
        List<Generation> joined = new ArrayList<>();
        int half = generations.size() / 2 & ~1;
        for (int i = 0; i < half; i += 2) {
            Generation later = generations.get(i + 1);
            later.extents.addAll(generations.get(i).extents);
            later.extents.coarsen(Math.max(1, mostExtents / MOST_GENERATIONS));
            joined.add(later);
        }
        joined.addAll(generations.subList(half, generations.size()));
        generations.clear();
        generations.addAll(joined);
    }

    void stored(long sequence) {
        generations.removeIf(generation -> generation.last <= sequence);
    }

    /** What was sent with a sequence above the given one is pending again. */
    void resendAfter(long sequence) {
        for (Generation generation : generations) {
            if (generation.last > sequence) {
                pending.addAll(generation.extents);
            }
        }
        generations.removeIf(generation -> generation.last > sequence);
        pending.coarsen(mostExtents);
    }

    void clear() {
        pending.clear();
        generations.clear();
    }

    /** Whether a byte of the extent is pending or sent and not stored. */
    boolean covers(Extent extent) {
        return pending.overlaps(extent) || generations.stream().anyMatch(each -> each.extents.overlaps(extent));
    }

    /**
     * Bytes that are not stored; ranges that are both pending and sent, or sent twice, count each time, the disk's size
     * at most.
     */
    long bytes(long diskBytes) {
        return Math.min(
                diskBytes,
                pending.bytes()
                        + generations.stream()
                                .mapToLong(each -> each.extents.bytes())
                                .sum());
    }

    void eachSent(BiConsumer<Extent, Long> consumer) {
        for (Generation generation : generations) {
            generation.extents.extents().forEach(extent -> consumer.accept(extent, generation.last));
        }
    }
}

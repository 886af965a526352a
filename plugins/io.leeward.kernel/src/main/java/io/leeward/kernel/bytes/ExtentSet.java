package io.leeward.kernel.bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A set of bytes of a disk, kept as disjoint extents that do not touch. Memory follows the number of extents;
 * {@link #coarsen} bounds it at the price of bytes that were never added. Not thread-safe.
 */
public final class ExtentSet {
    private final TreeMap<Long, Long> endByStart = new TreeMap<>();
    private long bytes;

    public static ExtentSet of(Extent... extents) {
        ExtentSet set = new ExtentSet();
        for (Extent extent : extents) {
            set.add(extent);
        }
        return set;
    }

    public void add(Extent extent) {
        long start = extent.offset();
        long end = extent.end();
        Map.Entry<Long, Long> before = endByStart.floorEntry(start);
        if (before != null && before.getValue() >= start) {
            if (before.getValue() >= end) {
                return;
            }
            start = before.getKey();
        }
        for (Map.Entry<Long, Long> next = endByStart.ceilingEntry(start);
                next != null && next.getKey() <= end;
                next = endByStart.ceilingEntry(start)) {
            end = Math.max(end, next.getValue());
            bytes -= next.getValue() - next.getKey();
            endByStart.remove(next.getKey());
        }
        endByStart.put(start, end);
        bytes += end - start;
    }

    public void addAll(ExtentSet other) {
        other.endByStart.forEach((start, end) -> add(new Extent(start, end - start)));
    }

    public void remove(Extent extent) {
        Map.Entry<Long, Long> before = endByStart.lowerEntry(extent.offset());
        if (before != null && before.getValue() > extent.offset()) {
            replace(before.getKey(), before.getValue(), extent);
        }
        for (Map.Entry<Long, Long> next = endByStart.ceilingEntry(extent.offset());
                next != null && next.getKey() < extent.end();
                next = endByStart.ceilingEntry(extent.offset())) {
            replace(next.getKey(), next.getValue(), extent);
            if (next.getValue() > extent.end()) {
                return;
            }
        }
    }

    private void replace(long start, long end, Extent hole) {
        endByStart.remove(start);
        bytes -= end - start;
        put(start, Math.min(end, hole.offset()));
        put(Math.max(start, hole.end()), end);
    }

    private void put(long start, long end) {
        if (start < end) {
            endByStart.put(start, end);
            bytes += end - start;
        }
    }

    /** Whether any byte of the extent is in the set. */
    public boolean overlaps(Extent extent) {
        Map.Entry<Long, Long> before = endByStart.lowerEntry(extent.end());
        return before != null && before.getValue() > extent.offset();
    }

    /** Whether every byte of the extent is in the set. */
    public boolean contains(Extent extent) {
        Map.Entry<Long, Long> before = endByStart.floorEntry(extent.offset());
        return before != null && before.getValue() >= extent.end();
    }

    /** The first extent that holds bytes at or after the offset, cut to begin there. */
    public Optional<Extent> next(long offset) {
        Map.Entry<Long, Long> around = endByStart.floorEntry(offset);
        if (around != null && around.getValue() > offset) {
            return Optional.of(new Extent(offset, around.getValue() - offset));
        }
        Map.Entry<Long, Long> after = endByStart.ceilingEntry(offset);
        return Optional.ofNullable(after).map(e -> new Extent(e.getKey(), e.getValue() - e.getKey()));
    }

    /** The parts of the extent that are in the set, in order. */
    public List<Extent> within(Extent extent) {
        List<Extent> parts = new ArrayList<>();
        for (Optional<Extent> part = next(extent.offset());
                part.isPresent() && part.get().offset() < extent.end();
                part = next(part.get().end())) {
            long end = Math.min(part.get().end(), extent.end());
            parts.add(new Extent(part.get().offset(), end - part.get().offset()));
        }
        return parts;
    }

    /** Joins neighbours over the smallest gaps first, by powers of two, until at most {@code most} extents are left. */
    public void coarsen(int most) {
        for (long gap = Block.BYTES; endByStart.size() > Math.max(1, most); gap *= 2) {
            joinOver(gap);
        }
    }

    private void joinOver(long gap) {
        long start = -1;
        long end = -1;
        TreeMap<Long, Long> joined = new TreeMap<>();
        for (Map.Entry<Long, Long> entry : endByStart.entrySet()) {
            if (start >= 0 && entry.getKey() - end <= gap) {
                bytes += entry.getKey() - end;
                end = entry.getValue();
                joined.put(start, end);
            } else {
                start = entry.getKey();
                end = entry.getValue();
                joined.put(start, end);
            }
        }
        endByStart.clear();
        endByStart.putAll(joined);
    }

    public void clear() {
        endByStart.clear();
        bytes = 0;
    }

    public boolean isEmpty() {
        return endByStart.isEmpty();
    }

    /** Number of extents. */
    public int count() {
        return endByStart.size();
    }

    /** Number of bytes in the set. */
    public long bytes() {
        return bytes;
    }

    /** All extents, in order. */
    public List<Extent> extents() {
        List<Extent> all = new ArrayList<>(endByStart.size());
        endByStart.forEach((start, end) -> all.add(new Extent(start, end - start)));
        return all;
    }

    @Override
    public String toString() {
        return extents().toString();
    }
}

package io.leeward.vault.journal;

import io.leeward.vault.segment.SegmentIndex;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/** Indexes used last, within a bound of memory. One thread at a time. */
final class IndexCache {
    private final long bound;
    private final LinkedHashMap<Integer, SegmentIndex> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    IndexCache(long bound) {
        this.bound = bound;
    }

    SegmentIndex get(int number, Supplier<SegmentIndex> load) {
        SegmentIndex found = kept.get(number);
        if (found != null) {
            return found;
        }
        SegmentIndex loaded = load.get();
        kept.put(number, loaded);
        bytes += loaded.memoryBytes();
        Iterator<SegmentIndex> oldest = kept.values().iterator();
        while (bytes > bound && oldest.hasNext()) {
            bytes -= oldest.next().memoryBytes();
            oldest.remove();
        }
        return loaded;
    }
}

package io.leeward.vault.journal;

import io.leeward.vault.Vault;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.layout.Names;
import io.leeward.vault.segment.SegmentBuffers;
import io.leeward.vault.segment.SegmentReader;
import io.leeward.vault.segment.SegmentScope;
import java.util.OptionalLong;

/** How far an epoch is in the vault without a gap. One thread at a time. */
public final class StoredWatermark {
    private final Vault vault;
    private final SegmentReader reader;

    public StoredWatermark(Vault vault) {
        this.vault = vault;
        this.reader = new SegmentReader(vault.store(), new SegmentBuffers());
    }

    /**
     * The highest sequence up to which the epoch is contiguous in the vault, from the names of its segments and the
     * sealed ends of those that count.
     *
     * @param known a sequence up to which it is known to be so, for example of the newest recovery point; 0 when
     *     nothing is known
     */
    public long through(Epoch epoch, long known) {
        StoredSegments segments = StoredSegments.list(vault.store(), Names.epochFolder(epoch.disk(), epoch.number()));
        long at = known;
        for (int i = 0; i < segments.count() && segments.first(i) <= at + 1; i++) {
            boolean covered = i + 1 < segments.count() && segments.first(i + 1) <= at + 1;
            if (!covered) {
                at = Math.max(at, last(epoch, segments.first(i)).orElse(at));
            }
        }
        return at;
    }

    private OptionalLong last(Epoch epoch, long first) {
        return reader.last(SegmentScope.journal(epoch), Names.segment(epoch.disk(), epoch.number(), first), first);
    }
}

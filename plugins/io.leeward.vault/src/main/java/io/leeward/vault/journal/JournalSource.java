package io.leeward.vault.journal;

import io.leeward.vault.blob.BlobName;
import io.leeward.vault.segment.SegmentScope;

/**
 * A segment that a position's content may come from.
 *
 * @param scope journal or base layer that it belongs to
 * @param name of its blob
 * @param first its first sequence
 * @param through last sequence that counts; later frames of it lie after the position
 * @param last its last sequence, where the next segment begins; 0 when it is the last one that counts, which need only
 *     reach {@code through}
 */
public record JournalSource(SegmentScope scope, BlobName name, long first, long through, long last) {

    /** Whether a segment with this last sequence leaves no gap. */
    boolean reaches(long actualLast) {
        return last == 0 ? actualLast >= through : actualLast == last;
    }
}

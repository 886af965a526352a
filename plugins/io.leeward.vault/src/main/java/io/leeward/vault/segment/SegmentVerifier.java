package io.leeward.vault.segment;

import io.leeward.kernel.Outcome;
import io.leeward.vault.document.NotAuthentic;
import io.leeward.vault.epoch.Epoch;
import java.util.Optional;

/** Authenticates every byte of a closed segment: header, frames, index and trailer, and that index and frames agree. */
public final class SegmentVerifier {
    private SegmentVerifier() {}

    /** Verifies a segment of the epoch's journal with working memory of its own. */
    public static Outcome<SegmentIndex> verify(Epoch epoch, long firstSequence, SegmentSource source) {
        return verify(SegmentScope.journal(epoch), firstSequence, source, new SegmentBuffers());
    }

    /**
     * Verifies a segment.
     *
     * @param firstSequence of the segment, as its name says
     * @return its index, or a failure with code {@code VAULT-NOT-AUTHENTIC}
     */
    public static Outcome<SegmentIndex> verify(
            SegmentScope scope, long firstSequence, SegmentSource source, SegmentBuffers buffers) {
        String what = scope.describe(firstSequence);
        Optional<SegmentTail> tail = SegmentTail.read(scope, source);
        if (tail.isEmpty()) {
            return broken(what, "Its end is not the sealed end of a closed segment.");
        }
        Optional<SegmentScan> begun = SegmentScan.begin(scope, source, buffers);
        if (begun.isEmpty()
                || begun.get().header().first() != firstSequence
                || tail.get().trailer().first() != firstSequence) {
            return broken(what, "Its beginning is not the sealed header of this segment.");
        }
        SegmentScan scan = begun.get();
        while (scan.place() < tail.get().trailer().indexOffset()) {
            if (scan.next().isEmpty()) {
                return broken(what, "The frame at byte " + scan.place() + " is not authentic.");
            }
        }
        boolean agree = scan.place() == tail.get().trailer().indexOffset()
                && scan.index().encode().equals(tail.get().encodedIndex())
                && java.util.Arrays.equals(
                        scan.header().salt(), tail.get().trailer().salt());
        return agree ? Outcome.done(tail.get().index()) : broken(what, "Its index does not agree with its frames.");
    }

    private static Outcome<SegmentIndex> broken(String what, String why) {
        return Outcome.failed(NotAuthentic.issue(what, why), Outcome.Retry.AFTER_CHANGE);
    }
}

package io.leeward.vault.segment;

import io.leeward.kernel.Entropy;
import io.leeward.vault.epoch.Epoch;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What is left of a segment that was open when its writer ended. Frames are authenticated from the beginning; what
 * follows the last authentic one is cut, and the segment is closed. Frames are never sealed again: the index has a key
 * of its own.
 */
public sealed interface SegmentRecovery {

    /** Not one frame is left: the file is deleted. */
    record Empty() implements SegmentRecovery {}

    /**
     * The segment had been closed completely.
     *
     * @param index of its frames
     */
    record Closed(SegmentIndex index) implements SegmentRecovery {}

    /**
     * The file is cut to {@code validBytes}, then {@code end} is appended, which closes it.
     *
     * @param validBytes length of header and authentic frames
     * @param index of those frames
     * @param end sealed index and trailer
     */
    record Torn(long validBytes, SegmentIndex index, ByteBuffer end) implements SegmentRecovery {}

    /** Looks at a segment of the epoch's journal with working memory of its own. */
    static SegmentRecovery recover(Epoch epoch, SegmentSource source, Entropy entropy) {
        return recover(SegmentScope.journal(epoch), source, entropy, new SegmentBuffers());
    }

    /** Looks at a segment; changes nothing. */
    static SegmentRecovery recover(SegmentScope scope, SegmentSource source, Entropy entropy, SegmentBuffers buffers) {
        Optional<SegmentScan> begun = SegmentScan.begin(scope, source, buffers);
        if (begun.isEmpty()) {
            return new Empty();
        }
        SegmentScan scan = begun.get();
        while (scan.next().isPresent()) {
            continue;
        }
        if (scan.index().frames() == 0) {
            return new Empty();
        }
        Optional<SegmentTail> tail = SegmentTail.read(scope, source)
                .filter(end -> end.trailer().indexOffset() == scan.place()
                        && end.trailer().first() == scan.header().first()
                        && end.encodedIndex().equals(scan.index().encode()));
        if (tail.isPresent()) {
            return new Closed(tail.get().index());
        }
        ByteBuffer end = IndexSealing.close(
                scope, scan.header().salt(), scan.header().first(), scan.place(), scan.index(), entropy);
        return new Torn(scan.place(), scan.index().build(), end);
    }
}

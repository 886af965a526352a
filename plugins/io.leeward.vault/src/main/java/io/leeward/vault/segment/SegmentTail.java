package io.leeward.vault.segment;

import io.leeward.vault.document.NotAuthentic;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The end of a closed segment: trailer and index, both authenticated. */
record SegmentTail(Trailer trailer, ByteBuffer encodedIndex, SegmentIndex index) {

    /**
     * Reads the end of a segment; empty when it is not the authentic end of a closed segment of exactly this length.
     */
    static Optional<SegmentTail> read(SegmentScope scope, SegmentSource source) {
        long size = source.size();
        if (size < SegmentFormat.HEADER_BYTES + SegmentFormat.TRAILER_BYTES || size > SegmentFormat.LARGEST_BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(SegmentFormat.TRAILER_BYTES);
        source.read(size - SegmentFormat.TRAILER_BYTES, bytes);
        return Trailer.open(scope, bytes.flip())
                .filter(trailer -> trailer.segmentBytes() == size)
                .flatMap(trailer -> {
                    ByteBuffer sealed = ByteBuffer.allocate(trailer.indexBytes());
                    source.read(trailer.indexOffset(), sealed);
                    return open(scope, trailer, sealed.flip());
                });
    }

    /** Opens the index that a trailer describes; empty when it is not authentic. */
    static Optional<SegmentTail> open(SegmentScope scope, Trailer trailer, ByteBuffer sealed) {
        return IndexSealing.open(scope, trailer, sealed).flatMap(plain -> IndexCodec.read(
                        plain.duplicate(), trailer.first(), trailer.frames(), trailer.indexOffset())
                .map(index -> new SegmentTail(trailer, plain, index)));
    }

    /** As {@link #open}, of a blob: what is not authentic is an issue. */
    static SegmentTail require(SegmentScope scope, Trailer trailer, ByteBuffer sealed, String what) {
        return open(scope, trailer, sealed)
                .orElseThrow(() -> NotAuthentic.of(what, "The seal of its index does not fit."));
    }
}

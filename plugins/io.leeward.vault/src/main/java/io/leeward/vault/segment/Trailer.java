package io.leeward.vault.segment;

import io.leeward.vault.key.AesGcm;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The last bytes of a closed segment: where its index lies and with what it is sealed. The key of index and trailer is
 * derived from a salt of their own, so that closing a segment after a crash never uses a counter of the frames' key
 * again.
 */
record Trailer(
        long first, long last, int indexOffset, int indexBytes, int pages, int frames, byte[] salt, byte[] indexSalt) {

    private static final long COUNTER = 0;

    /** Writes and seals this trailer. */
    void seal(SegmentScope scope, AesGcm cipher, ByteBuffer out) {
        ByteBuffer fields = ByteBuffer.allocate(SegmentFormat.TRAILER_FIELDS);
        fields.putLong(SegmentFormat.END_MAGIC).putLong(first).putLong(last).putLong(indexOffset);
        fields.putInt(indexBytes)
                .putInt(pages)
                .putInt(frames)
                .putInt(0)
                .put(salt)
                .put(indexSalt)
                .flip();
        out.put(fields.duplicate());
        cipher.seal(COUNTER, scope.context(), fields, ByteBuffer.allocate(0), out);
    }

    /** Reads a trailer; empty when the bytes are not the authentic one of a segment of this scope. */
    static Optional<Trailer> open(SegmentScope scope, ByteBuffer bytes) {
        if (bytes.remaining() != SegmentFormat.TRAILER_BYTES
                || bytes.getLong(bytes.position()) != SegmentFormat.END_MAGIC) {
            return Optional.empty();
        }
        ByteBuffer fields = bytes.slice(bytes.position(), SegmentFormat.TRAILER_FIELDS);
        ByteBuffer tag = bytes.slice(bytes.position() + SegmentFormat.TRAILER_FIELDS, AesGcm.TAG_BYTES);
        Trailer trailer = parse(fields.duplicate());
        AesGcm cipher = new AesGcm(scope.indexKey(trailer.indexSalt));
        boolean authentic = cipher.open(COUNTER, scope.context(), fields, tag, ByteBuffer.allocate(0));
        return authentic && trailer.plausible() ? Optional.of(trailer) : Optional.empty();
    }

    /** Bytes of the whole segment. */
    int segmentBytes() {
        return indexOffset + indexBytes + SegmentFormat.TRAILER_BYTES;
    }

    private static Trailer parse(ByteBuffer in) {
        in.getLong();
        long first = in.getLong();
        long last = in.getLong();
        long offset = in.getLong();
        int indexOffset = offset < 0 || offset > SegmentFormat.LARGEST_BYTES ? -1 : (int) offset;
        int indexBytes = in.getInt();
        int pages = in.getInt();
        int frames = in.getInt();
        int zero = in.getInt();
        byte[] salt = new byte[SegmentFormat.SALT_BYTES];
        byte[] indexSalt = new byte[SegmentFormat.SALT_BYTES];
        in.get(salt).get(indexSalt);
        return new Trailer(first, last, zero == 0 ? indexOffset : -1, indexBytes, pages, frames, salt, indexSalt);
    }

    private boolean plausible() {
        int plain = indexBytes - pages * (SegmentFormat.RECORD_HEADER + AesGcm.TAG_BYTES);
        boolean sized = pages >= 1
                && pages <= SegmentFormat.LARGEST_INDEX / SegmentFormat.INDEX_PAGE + 1
                && plain >= 0
                && plain <= SegmentFormat.LARGEST_INDEX
                && indexOffset >= SegmentFormat.HEADER_BYTES;
        return sized && frames >= 1 && frames <= SegmentFormat.MOST_FRAMES && first >= 1 && last == first + frames - 1;
    }
}

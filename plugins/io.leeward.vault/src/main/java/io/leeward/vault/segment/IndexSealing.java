package io.leeward.vault.segment;

import io.leeward.kernel.Entropy;
import io.leeward.vault.key.AesGcm;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Seals an index into records of at most 60 KiB and the trailer after them, and opens them again. */
final class IndexSealing {
    private static final int OVERHEAD = SegmentFormat.RECORD_HEADER + AesGcm.TAG_BYTES;

    private IndexSealing() {}

    /** What is appended to the frames of a segment to close it. */
    static ByteBuffer close(
            SegmentScope scope, byte[] salt, long first, int framesEnd, IndexBuilder builder, Entropy entropy) {
        ByteBuffer plain = builder.encode();
        int pages = (plain.remaining() + SegmentFormat.INDEX_PAGE - 1) / SegmentFormat.INDEX_PAGE;
        int sealedBytes = plain.remaining() + pages * OVERHEAD;
        byte[] indexSalt = entropy.bytes(SegmentFormat.SALT_BYTES);
        AesGcm cipher = new AesGcm(scope.indexKey(indexSalt));
        ByteBuffer out = ByteBuffer.allocate(sealedBytes + SegmentFormat.TRAILER_BYTES);
        int end = plain.limit();
        for (int page = 1; page <= pages; page++) {
            plain.limit(Math.min(end, plain.position() + SegmentFormat.INDEX_PAGE));
            ByteBuffer header = header(page, plain.remaining());
            out.put(header.duplicate());
            cipher.seal(page, scope.context(), header, plain, out);
        }
        int frames = builder.frames();
        new Trailer(first, first + frames - 1, framesEnd, sealedBytes, pages, frames, salt, indexSalt)
                .seal(scope, cipher, out);
        return out.flip();
    }

    /** Opens the records of an index; empty when they are not authentic. */
    static Optional<ByteBuffer> open(SegmentScope scope, Trailer trailer, ByteBuffer sealed) {
        AesGcm cipher = new AesGcm(scope.indexKey(trailer.indexSalt()));
        if (sealed.remaining() != trailer.indexBytes()) {
            return Optional.empty();
        }
        ByteBuffer plain = ByteBuffer.allocate(trailer.indexBytes() - trailer.pages() * OVERHEAD);
        ByteBuffer in = sealed.duplicate();
        for (int page = 1; page <= trailer.pages(); page++) {
            int length = Math.min(SegmentFormat.INDEX_PAGE, plain.remaining());
            if (in.remaining() < length + OVERHEAD) {
                return Optional.empty();
            }
            ByteBuffer header = in.slice(in.position(), SegmentFormat.RECORD_HEADER);
            ByteBuffer record = in.slice(in.position() + SegmentFormat.RECORD_HEADER, length + AesGcm.TAG_BYTES);
            if (!header.equals(header(page, length)) || !cipher.open(page, scope.context(), header, record, plain)) {
                return Optional.empty();
            }
            in.position(in.position() + length + OVERHEAD);
        }
        return in.hasRemaining() || plain.hasRemaining() ? Optional.empty() : Optional.of(plain.flip());
    }

    private static ByteBuffer header(int page, int length) {
        return ByteBuffer.allocate(SegmentFormat.RECORD_HEADER)
                .putInt(length)
                .put(SegmentFormat.INDEX)
                .put((byte) 0)
                .putShort((short) 0)
                .putLong(page)
                .flip();
    }
}

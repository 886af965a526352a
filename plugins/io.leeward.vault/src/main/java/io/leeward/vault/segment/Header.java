package io.leeward.vault.segment;

import io.leeward.vault.key.AesGcm;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The first bytes of a segment: what it belongs to, its first sequence and the salt of its frames' key. */
record Header(long first, byte[] salt) {
    private static final long COUNTER = 0;

    void seal(SegmentScope scope, AesGcm cipher, ByteBuffer out) {
        ByteBuffer fields = ByteBuffer.allocate(SegmentFormat.HEADER_FIELDS);
        fields.putLong(SegmentFormat.MAGIC)
                .putShort((short) SegmentFormat.VERSION)
                .put(scope.kind())
                .position(16);
        fields.putLong(scope.epoch().number()).putLong(first).put(salt).flip();
        out.put(fields.duplicate());
        cipher.seal(COUNTER, scope.context(), fields, ByteBuffer.allocate(0), out);
    }

    /** Reads a header; empty when the bytes are not the authentic one of a segment of this scope and version. */
    static Optional<Header> open(SegmentScope scope, ByteBuffer bytes) {
        if (bytes.remaining() < SegmentFormat.HEADER_BYTES || bytes.getLong(bytes.position()) != SegmentFormat.MAGIC) {
            return Optional.empty();
        }
        ByteBuffer fields = bytes.slice(bytes.position(), SegmentFormat.HEADER_FIELDS);
        ByteBuffer tag = bytes.slice(bytes.position() + SegmentFormat.HEADER_FIELDS, AesGcm.TAG_BYTES);
        byte[] salt = new byte[SegmentFormat.SALT_BYTES];
        fields.get(32, salt);
        Header header = new Header(fields.getLong(24), salt);
        boolean bound = fields.getShort(8) == SegmentFormat.VERSION
                && fields.get(10) == scope.kind()
                && fields.getLong(16) == scope.epoch().number()
                && header.first >= 1;
        AesGcm cipher = new AesGcm(scope.frameKey(salt));
        return bound && cipher.open(COUNTER, scope.context(), fields, tag, ByteBuffer.allocate(0))
                ? Optional.of(header)
                : Optional.empty();
    }
}

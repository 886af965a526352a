package io.leeward.vault.segment;

import com.github.luben.zstd.Zstd;
import io.leeward.kernel.bytes.Block;
import io.leeward.vault.key.AesGcm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.xerial.snappy.Snappy;

/** Opens the frames of one segment: authenticates, then decompresses, within fixed memory. One thread at a time. */
final class FrameOpener {
    private final byte[] context;
    private final long first;
    private final AesGcm cipher;
    private final SegmentBuffers buffers;

    FrameOpener(SegmentScope scope, byte[] salt, long first, SegmentBuffers buffers) {
        this.context = scope.context();
        this.first = first;
        this.cipher = new AesGcm(scope.frameKey(salt));
        this.buffers = buffers;
    }

    /**
     * Bytes of the record whose header is at the position of {@code in}, header and tag included; 0 when that is no
     * header of a frame with this sequence.
     */
    static int recordBytes(ByteBuffer in, long sequence) {
        int at = in.position();
        if (in.remaining() < SegmentFormat.RECORD_HEADER) {
            return 0;
        }
        int length = in.getInt(at);
        byte type = in.get(at + 4);
        byte encoding = in.get(at + 5);
        boolean fits = length > 0
                && length <= SegmentFormat.LARGEST_STORED
                && type >= SegmentFormat.DATA
                && type <= SegmentFormat.MARK
                && Encoding.known(encoding)
                && in.getShort(at + 6) == 0
                && in.getLong(at + 8) == sequence;
        return fits ? SegmentFormat.RECORD_HEADER + length + AesGcm.TAG_BYTES : 0;
    }

    /**
     * Opens a record that is exactly the remaining bytes of {@code record}; empty when it is not the authentic frame
     * with this sequence. The bytes of a data frame are valid until the next call on anything that shares the buffers.
     */
    Optional<Frame> open(ByteBuffer record, long sequence) {
        if (recordBytes(record, sequence) != record.remaining()) {
            return Optional.empty();
        }
        ByteBuffer header = record.slice(record.position(), SegmentFormat.RECORD_HEADER);
        ByteBuffer sealed = record.slice(
                record.position() + SegmentFormat.RECORD_HEADER, record.remaining() - SegmentFormat.RECORD_HEADER);
        ByteBuffer plain = buffers.plain.clear();
        if (!cipher.open(sequence - first + 1, context, header, sealed, plain)) {
            return Optional.empty();
        }
        plain.flip();
        return switch (header.get(4)) {
            case SegmentFormat.DATA -> data(sequence, Encoding.of(header.get(5)), plain);
            case SegmentFormat.ZEROS -> zeros(sequence, plain);
            default ->
                MarkCodec.read(sequence, plain)
                        .filter(mark -> !plain.hasRemaining())
                        .map(Frame.class::cast);
        };
    }

    private Optional<Frame> data(long sequence, Encoding encoding, ByteBuffer plain) {
        if (plain.remaining() < SegmentFormat.DATA_PREFIX) {
            return Optional.empty();
        }
        long offset = plain.getLong();
        int length = plain.getInt();
        boolean fits = offset >= 0 && offset % Block.BYTES == 0 && length > 0 && length <= Frame.LARGEST_BYTES;
        if (!fits || !decompress(encoding, plain, length)) {
            return Optional.empty();
        }
        return Optional.of(new Frame.Data(
                sequence, offset, buffers.data.position(0).limit(length).asReadOnlyBuffer()));
    }

    private boolean decompress(Encoding encoding, ByteBuffer packed, int length) {
        ByteBuffer out = buffers.data.clear();
        return switch (encoding) {
            case RAW -> {
                boolean same = packed.remaining() == length;
                if (same) {
                    out.put(packed);
                }
                yield same;
            }
            case SNAPPY -> snappy(packed, out, length);
            case ZSTD ->
                Zstd.decompressDirectByteBuffer(out, 0, length, packed, packed.position(), packed.remaining())
                        == length;
        };
    }

    private static boolean snappy(ByteBuffer packed, ByteBuffer out, int length) {
        try {
            return Snappy.uncompressedLength(packed) == length && Snappy.uncompress(packed, out) == length;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Frame> zeros(long sequence, ByteBuffer plain) {
        if (plain.remaining() != SegmentFormat.ZEROS_BYTES) {
            return Optional.empty();
        }
        long offset = plain.getLong();
        long length = plain.getLong();
        boolean fits = offset >= 0 && offset % Block.BYTES == 0 && length > 0 && offset + length > 0;
        return fits ? Optional.of(new Frame.Zeros(sequence, offset, length)) : Optional.empty();
    }
}

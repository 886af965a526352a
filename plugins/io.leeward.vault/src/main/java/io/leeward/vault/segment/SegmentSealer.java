package io.leeward.vault.segment;

import com.github.luben.zstd.Zstd;
import io.leeward.kernel.Entropy;
import io.leeward.model.Compression;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.key.AesGcm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/**
 * Makes one segment: {@link #header} first, then {@link #seal} for each frame, then {@link #finish}; what each returns
 * is appended to the segment. The key is the segment's own, so that a sealer is used for one segment and never again
 * after a crash.
 *
 * <p>One thread at a time. The buffers that are returned are valid until the next call on anything that shares the
 * {@link SegmentBuffers}.
 */
public final class SegmentSealer {
    /** A segment is closed once it has this many bytes. */
    public static final int TARGET_BYTES = SegmentFormat.TARGET_BYTES;

    /** No closed segment is longer, in bytes. */
    public static final int LARGEST_BYTES = SegmentFormat.LARGEST_BYTES;

    /** A frame that compression shortens by less than one part in this many is kept raw. */
    private static final int LEAST_GAIN = 16;

    private static final int ZSTD_LEVEL = 1;

    private final SegmentScope scope;
    private final byte[] context;
    private final byte[] salt;
    private final long first;
    private final Encoding encoding;
    private final Entropy entropy;
    private final SegmentBuffers buffers;
    private final AesGcm cipher;
    private final IndexBuilder index;
    private int bytes;
    private boolean closed;

    /** A sealer of the epoch's journal with working memory of its own. */
    public SegmentSealer(Epoch epoch, long firstSequence, Compression compression, Entropy entropy) {
        this(SegmentScope.journal(epoch), firstSequence, compression, entropy, new SegmentBuffers());
    }

    public SegmentSealer(
            SegmentScope scope, long firstSequence, Compression compression, Entropy entropy, SegmentBuffers buffers) {
        if (firstSequence < 1) {
            throw new IllegalArgumentException("first sequence " + firstSequence);
        }
        this.scope = scope;
        this.context = scope.context();
        this.first = firstSequence;
        this.encoding = Encoding.of(compression);
        this.entropy = entropy;
        this.buffers = buffers;
        this.salt = entropy.bytes(SegmentFormat.SALT_BYTES);
        this.cipher = new AesGcm(scope.frameKey(salt));
        this.index = new IndexBuilder(firstSequence);
    }

    /** The first bytes of the segment; called once, before all else. */
    public ByteBuffer header() {
        requireOpen(bytes == 0);
        ByteBuffer out = buffers.record.clear();
        new Header(first, salt).seal(scope, cipher, out);
        bytes = out.position();
        return out.flip();
    }

    /**
     * Compresses and seals the next frame, whose sequence follows on the last one's. Refused by exception once
     * {@link #full}.
     */
    public ByteBuffer seal(Frame frame) {
        requireOpen(bytes > 0 && !full());
        if (frame.sequence() != lastSequence() + 1) {
            throw new IllegalArgumentException("frame " + frame.sequence() + " after " + lastSequence());
        }
        return switch (frame) {
            case Frame.Data data -> sealData(data);
            case Frame.Zeros zeros -> sealZeros(zeros);
            case Frame.Mark mark -> sealMark(mark);
        };
    }

    /** The sealed index and trailer, which end the segment; refused by exception when there is no frame. */
    public ByteBuffer finish() {
        requireOpen(index.frames() > 0);
        closed = true;
        ByteBuffer end = IndexSealing.close(scope, salt, first, bytes, index, entropy);
        bytes += end.remaining();
        return end;
    }

    /** Bytes returned so far. */
    public long bytes() {
        return bytes;
    }

    public long firstSequence() {
        return first;
    }

    /** Sequence of the last frame; one less than the first while there is none. */
    public long lastSequence() {
        return first + index.frames() - 1;
    }

    /** Whether the segment has reached its size and takes no further frame. */
    public boolean full() {
        return bytes >= SegmentFormat.TARGET_BYTES
                || index.frames() >= SegmentFormat.MOST_FRAMES
                || index.dataBytes() > SegmentFormat.MOST_DATA_BYTES - Frame.LARGEST_BYTES;
    }

    /** The index of the frames sealed so far. */
    public SegmentIndex index() {
        return index.build();
    }

    private ByteBuffer sealData(Frame.Data frame) {
        ByteBuffer source = direct(frame.bytes());
        ByteBuffer plain = buffers.plain.clear();
        plain.putLong(frame.offset()).putInt(source.remaining());
        Encoding used = compress(source.duplicate(), plain);
        ByteBuffer record = record(SegmentFormat.DATA, used, frame.sequence(), plain.flip());
        index.data(frame.offset(), source, bytes, record.remaining(), used);
        return appended(record);
    }

    private ByteBuffer sealZeros(Frame.Zeros frame) {
        ByteBuffer plain = buffers.plain
                .clear()
                .putLong(frame.offset())
                .putLong(frame.length())
                .flip();
        ByteBuffer record = record(SegmentFormat.ZEROS, Encoding.RAW, frame.sequence(), plain);
        index.zeros(frame.offset(), frame.length(), bytes, record.remaining());
        return appended(record);
    }

    private ByteBuffer sealMark(Frame.Mark frame) {
        ByteBuffer plain = buffers.plain.clear();
        MarkCodec.write(frame, plain);
        ByteBuffer record = record(SegmentFormat.MARK, Encoding.RAW, frame.sequence(), plain.flip());
        index.mark(frame, bytes, record.remaining());
        return appended(record);
    }

    private ByteBuffer appended(ByteBuffer record) {
        bytes += record.remaining();
        return record;
    }

    private ByteBuffer record(byte type, Encoding used, long sequence, ByteBuffer plain) {
        ByteBuffer out = buffers.record.clear();
        out.putInt(plain.remaining())
                .put(type)
                .put(used.code())
                .putShort((short) 0)
                .putLong(sequence);
        ByteBuffer header = out.slice(0, SegmentFormat.RECORD_HEADER);
        cipher.seal(sequence - first + 1, context, header, plain, out);
        return out.flip();
    }

    private ByteBuffer direct(ByteBuffer bytes) {
        return bytes.isDirect()
                ? bytes.duplicate()
                : buffers.source.clear().put(bytes.duplicate()).flip();
    }

    /**
     * Appends the source to {@code plain}, compressed when that is worth it; {@code plain} then ends at its position.
     */
    private Encoding compress(ByteBuffer source, ByteBuffer plain) {
        int length = source.remaining();
        int packed =
                switch (encoding) {
                    case RAW -> length;
                    case SNAPPY -> snappy(source, plain);
                    case ZSTD -> zstd(source, plain);
                };
        if (packed <= length - length / LEAST_GAIN && packed < length) {
            plain.position(SegmentFormat.DATA_PREFIX + packed);
            return encoding;
        }
        plain.position(SegmentFormat.DATA_PREFIX).put(source);
        return Encoding.RAW;
    }

    private static int snappy(ByteBuffer source, ByteBuffer plain) {
        try {
            return Snappy.compress(source.duplicate(), plain.duplicate());
        } catch (IOException e) {
            throw new UncheckedIOException("compression failed", e);
        }
    }

    private static int zstd(ByteBuffer source, ByteBuffer plain) {
        long packed = Zstd.compressDirectByteBuffer(
                plain, plain.position(), plain.remaining(), source, source.position(), source.remaining(), ZSTD_LEVEL);
        return Zstd.isError(packed) ? Integer.MAX_VALUE : (int) packed;
    }

    private void requireOpen(boolean fits) {
        if (closed || !fits) {
            throw new IllegalStateException(scope.describe(first) + " does not take this now");
        }
    }
}

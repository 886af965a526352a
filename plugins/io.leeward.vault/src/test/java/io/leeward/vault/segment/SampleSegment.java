package io.leeward.vault.segment;

import io.leeward.kernel.Entropy;
import io.leeward.model.Compression;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.vault.epoch.Epoch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small segment with frames of every kind.
 *
 * @param frames as they were sealed
 * @param bytes the closed segment
 * @param framesEnd where its frames end
 * @param ends where each frame ends
 */
public record SampleSegment(List<Frame> frames, byte[] bytes, int framesEnd, List<Integer> ends) {
    /** The mark, when the segment begins with sequence 7. */
    static final Frame.Mark MARK_AT_10 = mark(10);

    /** Seals a segment of seven frames. */
    public static SampleSegment seal(Epoch epoch, long first, Compression compression, Entropy entropy) {
        List<Frame> frames = List.of(
                new Frame.Data(first, 0, text(65_536)),
                new Frame.Data(first + 1, 131_072, noise(4096, 1)),
                new Frame.Zeros(first + 2, 262_144, 1 << 20),
                mark(first + 3),
                new Frame.Data(first + 4, 0, noise(12_288, 2)),
                new Frame.Data(first + 5, 1_044_480, text(1000)),
                new Frame.Zeros(first + 6, 8192, 100));
        return seal(frames, new SegmentSealer(epoch, first, compression, entropy));
    }

    /** Seals the frames into one segment. */
    public static SampleSegment seal(List<Frame> frames, SegmentSealer sealer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(copy(sealer.header()));
        List<Integer> ends = new ArrayList<>();
        for (Frame frame : frames) {
            out.writeBytes(copy(sealer.seal(frame)));
            ends.add(out.size());
        }
        int framesEnd = out.size();
        out.writeBytes(copy(sealer.finish()));
        return new SampleSegment(frames, out.toByteArray(), framesEnd, ends);
    }

    /** The segment before it was closed. */
    byte[] openBytes() {
        return java.util.Arrays.copyOf(bytes, framesEnd);
    }

    static List<Frame> readAll(SegmentReader reader, StoredSegment segment) {
        List<Frame> read = new ArrayList<>();
        reader.frames(segment, segment.index().entries(), frame -> read.add(copy(frame)));
        return read;
    }

    static List<Frame> copies(List<Frame> frames) {
        return frames.stream().map(SampleSegment::copy).toList();
    }

    static Frame copy(Frame frame) {
        return frame instanceof Frame.Data(long sequence, long offset, ByteBuffer bytes)
                ? new Frame.Data(sequence, offset, ByteBuffer.wrap(copy(bytes)))
                : frame;
    }

    static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    static Frame.Mark mark(long sequence) {
        return new Frame.Mark(
                sequence,
                new PointId("point-a"),
                PointKind.APP_CONSISTENT,
                Instant.parse("2026-11-22T10:15:30.123456789Z"),
                1 << 30);
    }

    static ByteBuffer text(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ("the sheltered side ".charAt(i % 19) + i / 1000);
        }
        return ByteBuffer.wrap(bytes);
    }

    static ByteBuffer noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}

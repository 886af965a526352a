package io.leeward.vault.segment;

import io.leeward.model.Identifier;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A mark as bytes: seconds and nanoseconds since 1970, disk bytes, kind, length and name of the point. */
final class MarkCodec {
    private MarkCodec() {}

    static int length(Frame.Mark mark) {
        return SegmentFormat.MARK_FIXED + mark.point().value().length();
    }

    static void write(Frame.Mark mark, ByteBuffer out) {
        out.putLong(mark.cutAt().getEpochSecond())
                .putInt(mark.cutAt().getNano())
                .putLong(mark.diskBytes());
        out.put(code(mark.kind())).put((byte) mark.point().value().length());
        out.put(mark.point().value().getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a mark; empty when the bytes are none. */
    static Optional<Frame.Mark> read(long sequence, ByteBuffer in) {
        if (in.remaining() < SegmentFormat.MARK_FIXED) {
            return Optional.empty();
        }
        long seconds = in.getLong();
        int nanos = in.getInt();
        long diskBytes = in.getLong();
        byte kind = in.get();
        byte[] name = new byte[Math.max(0, in.get())];
        if (in.remaining() < name.length
                || kind < 1
                || kind > 3
                || diskBytes <= 0
                || nanos < 0
                || nanos > 999_999_999) {
            return Optional.empty();
        }
        in.get(name);
        String point = new String(name, StandardCharsets.US_ASCII);
        try {
            Instant cutAt = Instant.ofEpochSecond(seconds, nanos);
            return Identifier.valid(point)
                    ? Optional.of(new Frame.Mark(sequence, new PointId(point), kind(kind), cutAt, diskBytes))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static byte code(PointKind kind) {
        return switch (kind) {
            case CRASH_CONSISTENT -> 1;
            case APP_CONSISTENT -> 2;
            case MULTI_VM -> 3;
        };
    }

    private static PointKind kind(byte code) {
        return switch (code) {
            case 1 -> PointKind.CRASH_CONSISTENT;
            case 2 -> PointKind.APP_CONSISTENT;
            default -> PointKind.MULTI_VM;
        };
    }
}

package io.leeward.capture.hrl;

import io.leeward.kernel.bytes.ByteReader;
import io.leeward.kernel.bytes.ByteWriter;
import io.leeward.kernel.bytes.Extent;
import io.leeward.kernel.bytes.MalformedException;
import io.leeward.wire.data.ServerMessage.Resume;
import java.nio.ByteBuffer;

/** A record of the change log. The log is a sequence of these; its state is what applying them in order gives. */
sealed interface HrlEntry {
    /** Most bytes of one record. */
    int LARGEST = 256;

    /** The range changed: it is pending. */
    record Mark(Extent extent) implements HrlEntry {}

    /** The range was sent with this sequence. */
    record Sent(Extent extent, long sequence) implements HrlEntry {}

    /** Everything up to the sequence is durable in the spool. */
    record Acknowledged(long sequence) implements HrlEntry {}

    /** Everything up to the sequence is in the vault. */
    record Stored(long sequence) implements HrlEntry {}

    /** Sequences up to this one may be used. */
    record Bound(long sequence) implements HrlEntry {}

    /** The agent stopped in order after using this sequence. */
    record Used(long sequence) implements HrlEntry {}

    /** Everything had been sent once. */
    record Emptied() implements HrlEntry {}

    /** Everything that was sent and is not stored is pending again. */
    record Resend() implements HrlEntry {}

    /** A session began. */
    record Begin(Resume resume, long epoch, String spool, long acknowledged, long stored, long bound)
            implements HrlEntry {}

    /** State at the beginning of a rewritten log. */
    record State(EpochState state) implements HrlEntry {}

    default ByteBuffer encode() {
        ByteWriter out = new ByteWriter(64, LARGEST);
        switch (this) {
            case Mark(Extent extent) -> out.u8(1).i64(extent.offset()).i64(extent.length());
            case Sent(Extent extent, long sequence) ->
                out.u8(2).i64(extent.offset()).i64(extent.length()).i64(sequence);
            case Acknowledged(long sequence) -> out.u8(3).i64(sequence);
            case Stored(long sequence) -> out.u8(4).i64(sequence);
            case Bound(long sequence) -> out.u8(5).i64(sequence);
            case Used(long sequence) -> out.u8(6).i64(sequence);
            case Emptied() -> out.u8(7);
            case Resend() -> out.u8(8);
            case Begin(Resume resume, long epoch, String spool, long acknowledged, long stored, long bound) ->
                out.u8(9)
                        .u8(resume.ordinal())
                        .i64(epoch)
                        .text(spool)
                        .i64(acknowledged)
                        .i64(stored)
                        .i64(bound);
            case State(EpochState state) ->
                out.u8(10)
                        .i64(state.epoch())
                        .text(state.spool())
                        .i64(state.acknowledged())
                        .i64(state.stored())
                        .i64(state.bound())
                        .i64(state.used())
                        .bool(state.emptied());
        }
        return out.written();
    }

    static HrlEntry decode(ByteBuffer record) {
        ByteReader in = new ByteReader(record);
        int kind = in.u8();
        return switch (kind) {
            case 1 -> new Mark(new Extent(in.natural(), in.natural()));
            case 2 -> new Sent(new Extent(in.natural(), in.natural()), in.natural());
            case 3 -> new Acknowledged(in.natural());
            case 4 -> new Stored(in.natural());
            case 5 -> new Bound(in.natural());
            case 6 -> new Used(in.natural());
            case 7 -> new Emptied();
            case 8 -> new Resend();
            case 9 ->
                new Begin(
                        Resume.values()[in.u8()],
                        in.natural(),
                        in.text(LARGEST),
                        in.natural(),
                        in.natural(),
                        in.natural());
            case 10 ->
                new State(new EpochState(
                        in.natural(),
                        in.text(LARGEST),
                        in.natural(),
                        in.natural(),
                        in.natural(),
                        in.natural(),
                        in.bool()));
            default -> throw new MalformedException("record of kind " + kind);
        };
    }
}

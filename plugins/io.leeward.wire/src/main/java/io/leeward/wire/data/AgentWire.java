package io.leeward.wire.data;

import io.leeward.kernel.bytes.BlockHash;
import io.leeward.kernel.bytes.ByteReader;
import io.leeward.kernel.bytes.MalformedException;
import io.leeward.wire.FrameType;
import io.leeward.wire.Texts;
import io.leeward.wire.WireException;
import io.leeward.wire.data.AgentMessage.Data;
import io.leeward.wire.data.AgentMessage.DiskStatus;
import io.leeward.wire.data.AgentMessage.HashesWanted;
import io.leeward.wire.data.AgentMessage.Hello;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import io.leeward.wire.data.AgentMessage.Marker;
import io.leeward.wire.data.AgentMessage.NoPoint;
import io.leeward.wire.data.AgentMessage.Ping;
import io.leeward.wire.data.AgentMessage.TokenKept;
import io.leeward.wire.data.AgentMessage.Zeros;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Payloads of the messages of an agent. */
final class AgentWire {
    private static final int NOTE = 256;
    private static final int MOST_KINDS = 16;

    private AgentWire() {}

    static FrameType write(AgentMessage message, ByteBuffer out) {
        return switch (message) {
            case Hello hello -> hello(hello, out);
            case TokenKept() -> FrameType.TOKEN_KEPT;
            case HashesWanted(int disk, long firstBlock, int count) -> {
                Fields.disk(out, disk);
                out.putLong(firstBlock).putInt(Fields.within(count, HashesWanted.MOST));
                yield FrameType.HASHES_WANTED;
            }
            case Data(int disk, long sequence, long offset, ByteBuffer bytes) -> {
                Fields.disk(out, disk);
                out.putLong(sequence).putLong(offset).put(bytes.duplicate());
                yield FrameType.DATA;
            }
            case Zeros(int disk, long sequence, long offset, long length) -> {
                Fields.disk(out, disk);
                out.putLong(sequence).putLong(offset).putLong(length);
                yield FrameType.ZEROS;
            }
            case Marker marker -> marker(marker, out);
            case NoPoint(String point, String code, String text, String remedy) -> {
                Fields.text(out, point, Texts.ID);
                Fields.text(out, code, Texts.CODE);
                Fields.sentence(out, text, Texts.SENTENCE);
                Fields.sentence(out, remedy, Texts.SENTENCE);
                yield FrameType.NO_POINT;
            }
            case DiskStatus(int disk, boolean initialDone, long copied, long pending, String note) -> {
                Fields.disk(out, disk);
                out.put((byte) (initialDone ? 1 : 0)).putLong(copied).putLong(pending);
                Fields.sentence(out, note, NOTE);
                yield FrameType.DISK_STATUS;
            }
            case Ping(long millis) -> {
                out.putLong(millis);
                yield FrameType.PING;
            }
        };
    }

    private static FrameType hello(Hello hello, ByteBuffer out) {
        Fields.text(out, hello.machine(), Texts.ID);
        Fields.fixed(out, hello.incarnation(), Fields.TOKEN_BYTES);
        Fields.fixed(out, hello.token(), Fields.TOKEN_BYTES);
        out.putInt(Fields.within(hello.disks().size(), DataWire.MOST_DISKS));
        for (HelloDisk disk : hello.disks()) {
            Fields.text(out, disk.disk(), Texts.ID);
            out.putLong(disk.bytes()).putLong(disk.epoch());
            Fields.text(out, disk.spool(), Texts.ID);
            out.putLong(disk.acknowledged()).putLong(disk.stored()).putLong(disk.sequenceBound());
            out.put((byte) (disk.coverage() ? 1 : 0));
        }
        return FrameType.HELLO;
    }

    private static FrameType marker(Marker marker, ByteBuffer out) {
        Fields.disk(out, marker.disk());
        out.putLong(marker.sequence());
        Fields.text(out, marker.point(), Texts.ID);
        out.put((byte) Fields.within(marker.kind(), MOST_KINDS));
        out.putLong(marker.cutAtMillis()).putLong(marker.diskBytes());
        return FrameType.MARKER;
    }

    static AgentMessage read(FrameType type, ByteReader in) {
        return switch (type) {
            case HELLO -> hello(in);
            case TOKEN_KEPT -> new TokenKept();
            case HASHES_WANTED -> hashesWanted(in);
            case DATA -> data(in);
            case ZEROS -> zeros(in);
            case MARKER -> marker(in);
            case NO_POINT ->
                new NoPoint(in.text(Texts.ID), in.text(Texts.CODE), in.text(Texts.SENTENCE), in.text(Texts.SENTENCE));
            case DISK_STATUS -> new DiskStatus(Fields.disk(in), in.bool(), in.natural(), in.natural(), in.text(NOTE));
            case PING -> new Ping(in.i64());
            default -> throw WireException.malformed("an agent does not send " + type);
        };
    }

    private static Hello hello(ByteReader in) {
        String machine = in.text(Texts.ID);
        ByteBuffer incarnation = in.bytes(Fields.TOKEN_BYTES);
        ByteBuffer token = in.bytes(Fields.TOKEN_BYTES);
        int count = in.count(DataWire.MOST_DISKS);
        if (count == 0) {
            throw new MalformedException("a hello without disks");
        }
        List<HelloDisk> disks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            disks.add(new HelloDisk(
                    in.text(Texts.ID),
                    in.natural(),
                    in.natural(),
                    in.text(Texts.ID),
                    in.natural(),
                    in.natural(),
                    in.natural(),
                    in.bool()));
        }
        return new Hello(machine, incarnation, token, disks);
    }

    private static HashesWanted hashesWanted(ByteReader in) {
        int disk = Fields.disk(in);
        long first = in.natural();
        int count = in.count(HashesWanted.MOST);
        if (count == 0 || first > Long.MAX_VALUE / BlockHash.BYTES / 4096 - count) {
            throw new MalformedException("blocks " + first + "+" + count);
        }
        return new HashesWanted(disk, first, count);
    }

    private static Data data(ByteReader in) {
        int disk = Fields.disk(in);
        long sequence = Fields.sequence(in);
        long offset = Fields.offset(in);
        Fields.requireRange(offset, in.remaining());
        return new Data(disk, sequence, offset, in.bytes(in.remaining()));
    }

    private static Zeros zeros(ByteReader in) {
        int disk = Fields.disk(in);
        long sequence = Fields.sequence(in);
        long offset = Fields.offset(in);
        long length = in.natural();
        Fields.requireRange(offset, length);
        return new Zeros(disk, sequence, offset, length);
    }

    private static Marker marker(ByteReader in) {
        int disk = Fields.disk(in);
        long sequence = Fields.sequence(in);
        String point = in.text(Texts.ID);
        int kind = in.u8();
        if (kind > MOST_KINDS) {
            throw new MalformedException("kind of point " + kind);
        }
        return new Marker(disk, sequence, point, kind, in.i64(), in.natural());
    }
}

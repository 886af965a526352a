package io.leeward.wire.data;

import io.leeward.kernel.bytes.BlockHash;
import io.leeward.kernel.bytes.ByteReader;
import io.leeward.kernel.bytes.MalformedException;
import io.leeward.wire.FrameType;
import io.leeward.wire.Texts;
import io.leeward.wire.WireException;
import io.leeward.wire.data.ServerMessage.Compare;
import io.leeward.wire.data.ServerMessage.CutPoint;
import io.leeward.wire.data.ServerMessage.Hashes;
import io.leeward.wire.data.ServerMessage.PointRecoverable;
import io.leeward.wire.data.ServerMessage.Pong;
import io.leeward.wire.data.ServerMessage.Resume;
import io.leeward.wire.data.ServerMessage.Stop;
import io.leeward.wire.data.ServerMessage.Watermarks;
import io.leeward.wire.data.ServerMessage.Welcome;
import io.leeward.wire.data.ServerMessage.WelcomeDisk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Payloads of the messages of a process server. */
final class ServerWire {
    private static final Resume[] RESUMES = Resume.values();

    private ServerWire() {}

    static FrameType write(ServerMessage message, ByteBuffer out) {
        return switch (message) {
            case Welcome welcome -> welcome(welcome, out);
            case Watermarks(int disk, long acknowledged, long stored) -> {
                Fields.disk(out, disk);
                out.putLong(acknowledged).putLong(stored);
                yield FrameType.WATERMARKS;
            }
            case Hashes(int disk, long firstBlock, ByteBuffer hashes) -> {
                Fields.disk(out, disk);
                out.putLong(firstBlock).put(hashes.duplicate());
                yield FrameType.HASHES;
            }
            case CutPoint(String point, boolean appConsistent) -> {
                Fields.text(out, point, Texts.ID);
                out.put((byte) (appConsistent ? 1 : 0));
                yield FrameType.CUT_POINT;
            }
            case Compare(int disk, String why) -> {
                Fields.disk(out, disk);
                Fields.sentence(out, why, Texts.SENTENCE);
                yield FrameType.COMPARE;
            }
            case PointRecoverable(String point) -> {
                Fields.text(out, point, Texts.ID);
                yield FrameType.POINT_RECOVERABLE;
            }
            case Pong(long agentMillis, long serverMillis) -> {
                out.putLong(agentMillis).putLong(serverMillis);
                yield FrameType.PONG;
            }
            case Stop(String code, String text, String remedy, long retryAfterMillis) -> {
                Fields.text(out, code, Texts.CODE);
                Fields.sentence(out, text, Texts.SENTENCE);
                Fields.sentence(out, remedy, Texts.SENTENCE);
                out.putLong(retryAfterMillis);
                yield FrameType.STOP;
            }
        };
    }

    private static FrameType welcome(Welcome welcome, ByteBuffer out) {
        Fields.fixed(out, welcome.token(), Fields.TOKEN_BYTES);
        out.putLong(welcome.window()).putInt(Fields.within(welcome.disks().size(), DataWire.MOST_DISKS));
        for (WelcomeDisk disk : welcome.disks()) {
            out.put((byte) disk.resume().ordinal()).putLong(disk.epoch());
            Fields.text(out, disk.spool(), Texts.ID);
            out.putLong(disk.acknowledged()).putLong(disk.stored());
            Fields.sentence(out, disk.why(), Texts.SENTENCE);
        }
        return FrameType.WELCOME;
    }

    static ServerMessage read(FrameType type, ByteReader in) {
        return switch (type) {
            case WELCOME -> welcome(in);
            case WATERMARKS -> new Watermarks(Fields.disk(in), in.natural(), in.natural());
            case HASHES -> hashes(in);
            case CUT_POINT -> new CutPoint(in.text(Texts.ID), in.bool());
            case COMPARE -> new Compare(Fields.disk(in), in.text(Texts.SENTENCE));
            case POINT_RECOVERABLE -> new PointRecoverable(in.text(Texts.ID));
            case PONG -> new Pong(in.i64(), in.i64());
            case STOP -> new Stop(in.text(Texts.CODE), in.text(Texts.SENTENCE), in.text(Texts.SENTENCE), in.i64());
            default -> throw WireException.malformed("a process server does not send " + type);
        };
    }

    private static Welcome welcome(ByteReader in) {
        ByteBuffer token = in.bytes(Fields.TOKEN_BYTES);
        long window = in.natural();
        int count = in.count(DataWire.MOST_DISKS);
        List<WelcomeDisk> disks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int resume = in.u8();
            if (resume >= RESUMES.length) {
                throw new MalformedException("way to resume " + resume);
            }
            disks.add(new WelcomeDisk(
                    RESUMES[resume],
                    in.natural(),
                    in.text(Texts.ID),
                    in.natural(),
                    in.natural(),
                    in.text(Texts.SENTENCE)));
        }
        return new Welcome(token, window, disks);
    }

    private static Hashes hashes(ByteReader in) {
        int disk = Fields.disk(in);
        long first = in.natural();
        int bytes = in.remaining();
        if (bytes == 0 || bytes % BlockHash.BYTES != 0 || bytes / BlockHash.BYTES > AgentMessage.HashesWanted.MOST) {
            throw new MalformedException(bytes + " bytes of hashes");
        }
        return new Hashes(disk, first, in.bytes(bytes));
    }
}

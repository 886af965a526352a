package io.leeward.wire.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.wire.Frame;
import io.leeward.wire.FrameType;
import io.leeward.wire.WireException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataWireTest {
    static ByteBuffer random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    static List<Message> messages() {
        return List.of(
                new AgentMessage.Hello(
                        "m-1",
                        random(1, 32),
                        random(2, 32),
                        List.of(
                                new AgentMessage.HelloDisk("d-1", 1L << 40, 3, "spool", 9, 8, 1000, true),
                                new AgentMessage.HelloDisk("d-2", 4097, 0, "", 0, 0, 0, false))),
                new AgentMessage.TokenKept(),
                new AgentMessage.HashesWanted(63, 1L << 30, AgentMessage.HashesWanted.MOST),
                new AgentMessage.Data(1, 77, 8192, random(3, AgentMessage.LARGEST_DATA_BYTES)),
                new AgentMessage.Data(1, 78, 0, random(3, 1)),
                new AgentMessage.Zeros(0, 1, 4096, 1L << 41),
                new AgentMessage.Marker(2, 5, "p-1", 2, 1_700_000_000_000L, 1L << 40),
                new AgentMessage.NoPoint("p-1", "POINT-TOO-SLOW", "No point, señor.", "Try again."),
                new AgentMessage.DiskStatus(0, true, 1, 2, "comparing"),
                new AgentMessage.Ping(-5),
                new ServerMessage.Welcome(
                        random(4, 32),
                        1 << 25,
                        List.of(
                                new ServerMessage.WelcomeDisk(ServerMessage.Resume.CONTINUE, 3, "s", 9, 8, ""),
                                new ServerMessage.WelcomeDisk(
                                        ServerMessage.Resume.NEW_COMPARED, 4, "s", 0, 0, "spool lost"))),
                new ServerMessage.Watermarks(1, 10, 9),
                new ServerMessage.Hashes(0, 7, random(5, AgentMessage.HashesWanted.MOST * 16)),
                new ServerMessage.CutPoint("p-2", true),
                new ServerMessage.Compare(0, "asked by an operator"),
                new ServerMessage.PointRecoverable("p-2"),
                new ServerMessage.Pong(1, 2),
                new ServerMessage.Stop("COPY", "This is a copy.", "Re-protect it.", -1));
    }

    static Message decode(ByteBuffer bytes) {
        ByteBuffer in = bytes.duplicate();
        Frame frame = Frame.read(in);
        return frame.type().code() < FrameType.WELCOME.code()
                ? DataWire.readAgent(frame, in)
                : DataWire.readServer(frame, in);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageReadsBackAsItWasWritten(Message message) {
        assertThat(decode(DataWire.encode(message))).isEqualTo(message);
        ByteBuffer shared = ByteBuffer.allocateDirect(Frame.LARGEST_BYTES + 100);
        shared.position(100);
        DataWire.write(message, shared);
        assertThat(decode(shared.flip().position(100))).isEqualTo(message);
    }

    @Test
    void everyTypeOfTheDataChannelIsCoveredHere() {
        List<FrameType> seen = messages().stream()
                .map(message -> Frame.read(DataWire.encode(message)).type())
                .distinct()
                .toList();
        for (FrameType type : FrameType.values()) {
            assertThat(seen.contains(type)).isEqualTo(type.code() < FrameType.CHALLENGE_WANTED.code());
        }
    }

    @Test
    void dataIsAViewOfTheReceivedBytes() {
        ByteBuffer frame = DataWire.encode(new AgentMessage.Data(0, 1, 0, random(1, 4096)));
        AgentMessage.Data data = (AgentMessage.Data) decode(frame);
        frame.put(frame.limit() - 1, (byte) ~frame.get(frame.limit() - 1));
        assertThat(data.bytes().get(4095)).isEqualTo(frame.get(frame.limit() - 1));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void oneChangedBitIsFound(Message message) {
        ByteBuffer frame = DataWire.encode(message);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            int bit = i < 128 ? i : random.nextInt(frame.limit() * 8);
            frame.put(bit / 8, (byte) (frame.get(bit / 8) ^ 1 << bit % 8));
            assertThatThrownBy(() -> decode(frame)).isInstanceOf(WireException.class);
            frame.put(bit / 8, (byte) (frame.get(bit / 8) ^ 1 << bit % 8));
        }
        assertThat(decode(frame)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void bytesOfAnyKindGiveAMessageOrAWireException(long seed) {
        Random random = new Random(seed);
        List<Message> messages = messages();
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            ByteBuffer frame = DataWire.encode(messages.get(random.nextInt(messages.size())));
            int changes = 1 + random.nextInt(4);
            for (int j = 0; j < changes; j++) {
                int at = Frame.HEADER_BYTES
                        + random.nextInt(Math.max(1, Math.min(64, frame.limit() - Frame.HEADER_BYTES)));
                frame.put(Math.min(at, frame.limit() - 1), (byte) random.nextInt(256));
            }
            frame.limit(Frame.HEADER_BYTES + random.nextInt(frame.limit() - Frame.HEADER_BYTES + 1));
            FrameType type = random.nextInt(10) == 0
                    ? FrameType.values()[random.nextInt(FrameType.values().length)]
                    : FrameType.of(frame.get(3));
            if (frame.remaining() - Frame.HEADER_BYTES <= type.limit()) {
                Frame.seal(type, frame);
            }
            accepted += decodes(frame) ? 1 : 0;
        }
        assertThat(accepted)
                .as("the fuzzer reaches the fields behind the checksum")
                .isGreaterThan(100);
    }

    private static boolean decodes(ByteBuffer frame) {
        try {
            assertThat(DataWire.encode(decode(frame))).isEqualTo(frame);
            return true;
        } catch (WireException e) {
            assertThat(e.issue().remedy()).isNotEmpty();
            return false;
        }
    }

    @Test
    void anotherVersionIsRefusedWithARemedy() {
        ByteBuffer frame = DataWire.encode(new AgentMessage.Ping(1));
        frame.put(2, (byte) 9);
        assertThatThrownBy(() -> Frame.read(frame))
                .hasMessageContaining("version 9")
                .hasMessageContaining("Update this program");
    }

    @Test
    void aLengthBeyondTheTypesLimitIsRefusedBeforeAnythingIsRead() {
        ByteBuffer frame = DataWire.encode(new AgentMessage.Ping(1));
        frame.putInt(8, Integer.MAX_VALUE);
        assertThatThrownBy(() -> Frame.read(frame))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("at most 8");
    }

    @Test
    void sentencesThatAreTooLongAreCutAtACharacter() {
        AgentMessage.NoPoint long1 = new AgentMessage.NoPoint("p", "CODE", "ñ".repeat(2000), "");
        AgentMessage.NoPoint back = (AgentMessage.NoPoint) decode(DataWire.encode(long1));
        assertThat(back.message()).isEqualTo("ñ".repeat(512));
    }
}

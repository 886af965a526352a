package io.leeward.wire.data;

import io.leeward.kernel.bytes.ByteReader;
import io.leeward.kernel.bytes.MalformedException;
import io.leeward.wire.Frame;
import io.leeward.wire.FrameType;
import io.leeward.wire.WireException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Messages of the data channel as frames. Encoding writes straight into the caller's buffer and decoding gives views of
 * the caller's buffer, so that a data frame is copied once on each side and nothing is allocated for its bytes.
 */
public final class DataWire {
    /** Most disks of one machine. */
    public static final int MOST_DISKS = 64;

    private DataWire() {}

    /**
     * Appends the frame of a message to the buffer.
     *
     * @param out has room for {@link Frame#LARGEST_BYTES}, or at least for this message
     * @throws IllegalArgumentException when the message exceeds a limit of the protocol, which is a fault of the caller
     */
    public static void write(Message message, ByteBuffer out) {
        int start = out.position();
        out.order(ByteOrder.BIG_ENDIAN).position(start + Frame.HEADER_BYTES);
        FrameType type =
                switch (message) {
                    case AgentMessage agent -> AgentWire.write(agent, out);
                    case ServerMessage server -> ServerWire.write(server, out);
                };
        Frame.seal(type, out.duplicate().limit(out.position()).position(start));
    }

    /** The frame of a message in a buffer of its own; for messages that are rare. */
    public static ByteBuffer encode(Message message) {
        ByteBuffer out = ByteBuffer.allocate(
                message instanceof AgentMessage.Data data ? data.bytes().remaining() + 64 : Frame.LARGEST_BYTES);
        write(message, out);
        return ByteBuffer.allocate(out.position()).put(out.flip()).flip();
    }

    /**
     * The message of an agent.
     *
     * @param payload the bytes after the header; buffers in the message are views of it
     * @throws WireException when it is none
     */
    public static AgentMessage readAgent(Frame frame, ByteBuffer payload) {
        frame.verify(payload);
        try {
            ByteReader in = new ByteReader(payload);
            AgentMessage message = AgentWire.read(frame.type(), in);
            in.end();
            return message;
        } catch (MalformedException e) {
            throw WireException.malformed(frame.type() + ": " + e.getMessage());
        }
    }

    /**
     * The message of a server.
     *
     * @param payload the bytes after the header; buffers in the message are views of it
     * @throws WireException when it is none
     */
    public static ServerMessage readServer(Frame frame, ByteBuffer payload) {
        frame.verify(payload);
        try {
            ByteReader in = new ByteReader(payload);
            ServerMessage message = ServerWire.read(frame.type(), in);
            in.end();
            return message;
        } catch (MalformedException e) {
            throw WireException.malformed(frame.type() + ": " + e.getMessage());
        }
    }
}

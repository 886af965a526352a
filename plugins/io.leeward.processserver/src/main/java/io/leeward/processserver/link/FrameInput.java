package io.leeward.processserver.link;

import io.leeward.wire.Frame;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.DataWire;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads frames from a stream: nothing is allocated for a payload before its header was found to be within the limits.
 */
final class FrameInput {
    private final InputStream in;
    private final byte[] header = new byte[Frame.HEADER_BYTES];

    FrameInput(InputStream in) {
        this.in = in;
    }

    /** The next header. */
    Frame header() throws IOException {
        fill(header);
        return Frame.read(ByteBuffer.wrap(header));
    }

    /** The message that follows a header. */
    AgentMessage message(Frame frame) throws IOException {
        byte[] payload = new byte[frame.length()];
        fill(payload);
        return DataWire.readAgent(frame, ByteBuffer.wrap(payload));
    }

    private void fill(byte[] target) throws IOException {
        if (in.readNBytes(target, 0, target.length) < target.length) {
            throw new EOFException("The agent closed the connection.");
        }
    }
}

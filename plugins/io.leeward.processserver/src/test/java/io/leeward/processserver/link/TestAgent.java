package io.leeward.processserver.link;

import io.leeward.wire.Frame;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.AgentMessage.Hello;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import io.leeward.wire.data.DataWire;
import io.leeward.wire.data.ServerMessage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An agent's end of a connection. */
public final class TestAgent implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final SSLSocket socket;

    public TestAgent(SSLContext tls, int port) throws IOException {
        socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    public static Hello hello(String machine) {
        return new Hello(
                machine,
                ByteBuffer.allocate(32),
                ByteBuffer.allocate(32),
                List.of(new HelloDisk("sda", 1 << 20, 0, "", 0, 0, 0, false)));
    }

    public void send(AgentMessage message) throws IOException {
        send(DataWire.encode(message));
    }

    public void send(ByteBuffer bytes) throws IOException {
        socket.getOutputStream().write(bytes.array(), bytes.position(), bytes.remaining());
    }

    /** The next message, or empty when the server closed the connection. */
    public Optional<ServerMessage> receive() throws IOException {
        byte[] header = socket.getInputStream().readNBytes(Frame.HEADER_BYTES);
        if (header.length == 0) {
            return Optional.empty();
        }
        Frame frame = Frame.read(ByteBuffer.wrap(header));
        byte[] payload = socket.getInputStream().readNBytes(frame.length());
        if (payload.length < frame.length()) {
            throw new EOFException();
        }
        return Optional.of(DataWire.readServer(frame, ByteBuffer.wrap(payload)));
    }

    /** Whether the server ended the connection, one way or the other. */
    public boolean ended() {
        try {
            return receive().isEmpty();
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.leeward.agent.link;

import io.leeward.wire.Frame;
import io.leeward.wire.WireException;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.DataWire;
import io.leeward.wire.data.ServerMessage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One TLS connection: a thread reads messages into a bounded queue, the owner writes; a second thread ends writes that
 * hang.
 */
final class Connection {
    private static final int CONNECT_LIMIT_MILLIS = 10_000;
    private static final int HANDSHAKE_LIMIT_MILLIS = 15_000;
    private static final long WRITE_LIMIT_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int MOST_UNREAD_MESSAGES = 1024;
    private static final int BUFFER_BYTES = 512 * 1024;

    private final SSLSocket socket;
    private final OutputStream out;
    private final Runnable bell;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final BlockingQueue<ServerMessage> unread = new ArrayBlockingQueue<>(MOST_UNREAD_MESSAGES);
    private volatile IOException failure;
    private volatile boolean closed;
    private volatile long writingSince;

    private Connection(SSLSocket socket, Runnable bell) throws IOException {
        this.socket = socket;
        this.bell = bell;
        out = socket.getOutputStream();
    }

    static Connection open(String server, SSLContext tls, Runnable bell) throws IOException {
        int colon = server.lastIndexOf(':');
        if (colon < 1) {
            throw new IOException("not an address of the form host:port");
        }
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket();
        try {
            String host = server.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
            socket.connect(
                    new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))), CONNECT_LIMIT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoTimeout(HANDSHAKE_LIMIT_MILLIS);
            socket.startHandshake();
            socket.setSoTimeout(0);
            Connection connection = new Connection(socket, bell);
            Thread.ofVirtual().name("data channel reader").start(connection::read);
            Thread.ofVirtual().name("data channel write limit").start(connection::watch);
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    void send(AgentMessage message) throws IOException {
        if (buffer.remaining() < Frame.LARGEST_BYTES) {
            flush();
        }
        DataWire.write(message, buffer);
    }

    void flush() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (buffer.position() == 0) {
            return;
        }
        writingSince = System.nanoTime() | 1;
        try {
            out.write(buffer.array(), 0, buffer.position());
            out.flush();
        } finally {
            writingSince = 0;
        }
        buffer.clear();
    }

    Optional<ServerMessage> poll() {
        return Optional.ofNullable(unread.poll());
    }

    /** Why nothing more will come, once that is so and everything before was polled. */
    Optional<IOException> ended() {
        return unread.isEmpty() ? Optional.ofNullable(failure) : Optional.empty();
    }

    private void read() {
        try {
            InputStream in = socket.getInputStream();
            byte[] header = new byte[Frame.HEADER_BYTES];
            while (!closed) {
                fill(in, header);
                Frame frame = Frame.read(ByteBuffer.wrap(header));
                byte[] payload = new byte[frame.length()];
                fill(in, payload);
                unread.put(DataWire.readServer(frame, ByteBuffer.wrap(payload)));
                bell.run();
            }
        } catch (IOException e) {
            failure = e;
        } catch (WireException e) {
            failure = new IOException(e.issue().message() + " " + e.issue().cause(), e);
        } catch (InterruptedException e) {
            failure = new IOException("the reader was interrupted", e);
        } finally {
            bell.run();
        }
    }

    private static void fill(InputStream in, byte[] target) throws IOException {
        if (in.readNBytes(target, 0, target.length) < target.length) {
            throw new EOFException("the server closed the connection");
        }
    }

    private void watch() {
        try {
            while (!closed && failure == null) {
                Thread.sleep(Duration.ofSeconds(1));
                long since = writingSince;
                if (since != 0 && System.nanoTime() - since > WRITE_LIMIT_NANOS) {
                    failure = new IOException(
                            "the server did not take data for " + WRITE_LIMIT_NANOS / 1_000_000_000 + " s");
                    socket.close();
                }
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        closed = true;
        unread.clear();
        try {
            socket.close();
        } catch (IOException e) {
            failure = e;
        }
    }
}

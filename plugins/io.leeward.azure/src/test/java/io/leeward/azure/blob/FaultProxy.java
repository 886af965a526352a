package io.leeward.azure.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy that cuts connections at chosen places, as a network does. */
final class FaultProxy implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    /** What is done to requests. */
    enum Fault {
        NONE,
        /** The connection is cut when a request comes; the server never sees it. */
        CUT_BEFORE,
        /** The server gets the request and answers; the connection is cut instead of passing the answer on. */
        CUT_AFTER,
        /** The server answers; the answer is passed on in part and then cut. */
        CUT_WITHIN,
        /** The answer is never passed on, and the connection stays. */
        SILENCE
    }

    FaultProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().name("fault-proxy").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on does this to the next requests, as often as given, and then nothing. */
    void next(Fault next, int times) {
        cuts.set(times);
        fault = next;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(upstream);
                Thread.ofVirtual().start(() -> pump(client, upstream, false));
                Thread.ofVirtual().start(() -> pump(upstream, client, true));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                int passed = answers ? passedOfAnswer(count) : passedOfRequest(count);
                out.write(chunk, 0, passed);
                out.flush();
                if (passed < count && fault != Fault.SILENCE) {
                    return;
                }
            }
        } catch (IOException e) {
            // One side has gone: so does the other.
        }
    }

    private int passedOfRequest(int count) {
        return fault == Fault.CUT_BEFORE && strikes() ? 0 : count;
    }

    private int passedOfAnswer(int count) {
        return switch (fault) {
            case NONE, CUT_BEFORE -> count;
            case CUT_AFTER, SILENCE -> strikes() ? 0 : count;
            case CUT_WITHIN -> strikes() ? count * 3 / 4 : count;
        };
    }

    private boolean strikes() {
        return cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

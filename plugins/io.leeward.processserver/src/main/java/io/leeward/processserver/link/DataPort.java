package io.leeward.processserver.link;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for agents: TLS 1.3, a client certificate is required, one virtual thread reads each connection. */
public final class DataPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataPort.class);
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    private static final int BACKLOG = 256;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final ServerSocket socket;
    private final SSLContext tls;
    private final LinkLimits limits;
    private final Function<List<X509Certificate>, Outcome<MachineId>> admission;
    private final SessionSink sink;
    private final ReceiveBudget received;
    private final Deadlines deadlines = new Deadlines("leeward-data-deadlines");
    private final Set<AgentConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicLong lastSession = new AtomicLong();
    private final Thread acceptor;
    private volatile boolean stopping;

    /** Where to listen. */
    public record Address(String bind, int port) {}

    private DataPort(
            ServerSocket socket,
            SSLContext tls,
            LinkLimits limits,
            Function<List<X509Certificate>, Outcome<MachineId>> admission,
            SessionSink sink) {
        this.socket = socket;
        this.tls = tls;
        this.limits = limits;
        this.admission = admission;
        this.sink = sink;
        this.received = new ReceiveBudget(limits.received());
        this.acceptor = Thread.ofPlatform().daemon().name("leeward-data-accept").start(this::accept);
    }

    /**
     * Listens from now on.
     *
     * @param admission which machine speaks with certificates that TLS has verified; may block for a bounded time
     * @throws IssueException PORT-IN-USE or PORT-NOT-OPENED
     */
    public static DataPort open(
            Address address,
            SSLContext tls,
            LinkLimits limits,
            Function<List<X509Certificate>, Outcome<MachineId>> admission,
            SessionSink sink) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(address.bind(), address.port()), BACKLOG);
            return new DataPort(socket, tls, limits, admission, sink);
        } catch (BindException e) {
            throw new IssueException(
                    Issue.of(
                                    "PORT-IN-USE",
                                    Issue.Kind.FAILED,
                                    "The data port " + address.port() + " on " + address.bind()
                                            + " could not be opened.",
                                    "Stop the program that uses it, or choose another one with --data-port.")
                            .because(e.getMessage() + "."),
                    e);
        } catch (IOException e) {
            throw new IssueException(
                    Issue.of(
                                    "PORT-NOT-OPENED",
                                    Issue.Kind.FAILED,
                                    "The data port " + address.port() + " on " + address.bind()
                                            + " could not be opened.",
                                    "Check the address given with --bind.")
                            .because(e.getMessage() + "."),
                    e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Connections at this moment, with or without a session. */
    public int connections() {
        return connections.size();
    }

    private void accept() {
        while (!stopping) {
            try {
                take(socket.accept());
            } catch (IOException e) {
                if (!stopping) {
                    LOG.atWarn().addKeyValue("reason", e.getMessage()).log("connection not accepted");
                }
            }
        }
    }

    private void take(Socket accepted) throws IOException {
        if (connections.size() >= limits.connections() || strangers.get() >= limits.strangers()) {
            accepted.close();
            sink.dropped(accepted.getInetAddress().getHostAddress(), tooMany());
            return;
        }
        accepted.setTcpNoDelay(true);
        AgentConnection connection = new AgentConnection(
                lastSession.incrementAndGet(), accepted, overTls(accepted), limits, received, deadlines);
        connections.add(connection);
        strangers.incrementAndGet();
        Thread.ofVirtual().name("leeward-data-read-" + connection.id()).start(() -> serve(connection));
    }

    private SSLSocket overTls(Socket accepted) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(accepted, null, true);
        secured.setEnabledProtocols(PROTOCOLS);
        secured.setNeedClientAuth(true);
        return secured;
    }

    private void serve(AgentConnection connection) {
        AtomicInteger stranger = new AtomicInteger(1);
        Runnable known = () -> strangers.addAndGet(-stranger.getAndSet(0));
        try {
            connection.serve(admission, sink, known);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("session", connection.id()).setCause(e).log("session failed");
        } finally {
            known.run();
            connection.cut();
            connections.remove(connection);
        }
    }

    /** Stops listening and ends all connections; returns when they have ended, or after a bound. */
    @Override
    public void close() {
        stopping = true;
        try {
            socket.close();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("data port not closed");
        }
        connections.forEach(AgentConnection::cut);
        deadlines.close();
        try {
            acceptor.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Issue tooMany() {
        return Issue.of(
                "SESSION-TOO-MANY",
                Issue.Kind.NOT_ALLOWED,
                "A connection to the data port was dropped, because there are too many.",
                "Look for a program that opens connections and says nothing.");
    }
}

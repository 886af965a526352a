package io.leeward.agent.link;

import io.leeward.capture.port.Link;
import io.leeward.capture.port.LinkException;
import io.leeward.kernel.Issue;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The connection to a process server. {@link #open}, {@link #send}, {@link #receive}, {@link #close} and {@link #flush}
 * belong to the agent's loop; {@link #wake} may be called by any thread.
 */
public final class TlsLink implements Link {
    private final Supplier<SSLContext> tls;
    private final Supplier<List<String>> servers;
    private final Semaphore bell = new Semaphore(0);
    private Optional<Connection> connection = Optional.empty();

    /**
     * A link that is closed.
     *
     * @param tls with the newest certificate
     * @param servers addresses, {@code host:port}, best first
     */
    public TlsLink(Supplier<SSLContext> tls, Supplier<List<String>> servers) {
        this.tls = tls;
        this.servers = servers;
    }

    @Override
    public void open() {
        close();
        List<String> failures = new ArrayList<>();
        for (String server : servers.get()) {
            try {
                connection = Optional.of(Connection.open(server, tls.get(), this::wake));
                return;
            } catch (IOException e) {
                failures.add(server + ": " + e.getMessage());
            }
        }
        throw new LinkException(
                new Issue(
                        "DATA-UNREACHABLE",
                        Issue.Kind.NOT_REACHABLE,
                        "No process server could be reached.",
                        failures.isEmpty() ? "the configuration server has named none" : String.join("; ", failures),
                        "Check that the engine runs and that a firewall lets its data port through; it is tried again by itself."));
    }

    @Override
    public void send(AgentMessage message) {
        attempt(live -> live.send(message));
    }

    /** Hands over everything that was sent so far. */
    public void flush() {
        if (connection.isPresent()) {
            attempt(Connection::flush);
        }
    }

    private interface Work {
        void on(Connection live) throws IOException;
    }

    private void attempt(Work work) {
        try {
            work.on(connection.orElseThrow(() -> new IOException("there is no connection")));
        } catch (IOException e) {
            close();
            throw lost(e);
        }
    }

    @Override
    public Optional<ServerMessage> receive() {
        Connection live = connection.orElseThrow(() -> lost(new IOException("there is no connection")));
        Optional<ServerMessage> message = live.poll();
        if (message.isEmpty() && live.ended().isPresent()) {
            IOException why = live.ended().get();
            close();
            throw lost(why);
        }
        return message;
    }

    private static LinkException lost(IOException e) {
        return new LinkException(
                new Issue(
                        "DATA-LOST",
                        Issue.Kind.NOT_REACHABLE,
                        "The connection to the process server was lost.",
                        String.valueOf(e.getMessage()),
                        "It is made again by itself."),
                e);
    }

    /** Waits until a message may have come, somebody rang, or the time is over. */
    public void await(Duration limit) throws InterruptedException {
        if (bell.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
    }

    /** Ends a wait. */
    public void wake() {
        bell.release();
    }

    @Override
    public void close() {
        connection.ifPresent(Connection::close);
        connection = Optional.empty();
    }
}

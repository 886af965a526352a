package io.leeward.simulation;

import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * One connection between an agent and a server. Each direction keeps its order and loses nothing but its end: when the
 * connection breaks, what is under way may arrive later or never, also after the agent has long been talking on another
 * connection.
 */
final class Connection {
    private static final Duration LATENCY = Duration.ofMillis(10);
    private static final Duration STRAGGLING = Duration.ofSeconds(2);

    final long id;
    private final SimWorld world;
    private final SimServer server;
    private final Runnable agentAwake;
    private final ArrayDeque<ServerMessage> inbox = new ArrayDeque<>();
    private final ArrayDeque<AgentMessage> heldBack = new ArrayDeque<>();
    private boolean agentOpen = true;
    private boolean serverOpen = true;
    private boolean broken;
    private boolean paused;
    private long lastToServer;
    private long lastToAgent;

    Connection(long id, SimWorld world, SimServer server, Runnable agentAwake) {
        this.id = id;
        this.world = world;
        this.server = server;
        this.agentAwake = agentAwake;
    }

    /** Whether the agent can use it. */
    boolean usable() {
        return agentOpen && !broken;
    }

    void send(AgentMessage message) {
        AgentMessage copy = copy(message);
        arriveAtServer(copy);
        boolean frame = message instanceof AgentMessage.Data
                || message instanceof AgentMessage.Zeros
                || message instanceof AgentMessage.Marker;
        if (frame && world.time.percent(world.trouble().duplicate())) {
            arriveAtServer(copy(message));
        }
    }

    private void arriveAtServer(AgentMessage message) {
        lastToServer = Math.max(
                lastToServer, world.time.nanos() + world.time.about(LATENCY).toNanos());
        world.time.at(lastToServer, () -> {
            if (!serverOpen) {
                return;
            }
            if (paused) {
                heldBack.add(message);
            } else {
                server.received(this, message);
            }
        });
    }

    Optional<ServerMessage> receive() {
        return Optional.ofNullable(inbox.poll());
    }

    void toAgent(ServerMessage message) {
        if (!serverOpen) {
            return;
        }
        lastToAgent = Math.max(
                lastToAgent, world.time.nanos() + world.time.about(LATENCY).toNanos());
        world.time.at(lastToAgent, () -> {
            if (usable()) {
                inbox.add(message);
                agentAwake.run();
            }
        });
    }

    void pause(boolean stop) {
        paused = stop;
        while (!paused && serverOpen && !heldBack.isEmpty()) {
            server.received(this, heldBack.poll());
        }
    }

    /** The agent closes its end; what it sent before still arrives, or not. */
    void closeByAgent() {
        if (agentOpen) {
            agentOpen = false;
            inbox.clear();
            fade();
        }
    }

    /** The server closes its end after what it sent before; its process may also have died. */
    void closeByServer() {
        serverOpen = false;
        world.time.at(Math.max(lastToAgent, world.time.nanos()), this::breakAtAgent);
    }

    /** The connection breaks by itself. */
    void fail() {
        if (agentOpen && !broken) {
            breakAtAgent();
            fade();
        }
    }

    private void breakAtAgent() {
        if (!broken) {
            broken = true;
            agentAwake.run();
        }
    }

    private void fade() {
        if (world.time.percent(world.trouble().lossyBreak())) {
            endAtServer();
        } else {
            lastToServer = Math.max(lastToServer, world.time.nanos())
                    + world.time.about(STRAGGLING).toNanos();
            world.time.at(lastToServer, this::endAtServer);
        }
    }

    private void endAtServer() {
        if (serverOpen) {
            serverOpen = false;
            server.disconnected(this);
        }
    }

    private static AgentMessage copy(AgentMessage message) {
        return message instanceof AgentMessage.Data(int disk, long sequence, long offset, ByteBuffer bytes)
                ? new AgentMessage.Data(
                        disk,
                        sequence,
                        offset,
                        ByteBuffer.allocate(bytes.remaining())
                                .put(bytes.duplicate())
                                .flip())
                : message;
    }
}

package io.leeward.processserver.link;

import io.leeward.model.MachineId;
import io.leeward.wire.data.ServerMessage;

/** A connection of an agent that has said hello. Safe for use by many threads; no method waits for the network. */
public interface AgentSession {
    /** Number of the session, unique while this process runs. */
    long id();

    /** Whose certificate the agent showed. */
    MachineId machine();

    /** Where the agent comes from. */
    String address();

    /**
     * Puts a message into the queue of what is sent; the session is closed when the queue is full. Does nothing after
     * its end.
     */
    void send(ServerMessage message);

    /** Closes the connection after what was put into the queue before. */
    void closeAfterSending();

    /** Reads nothing more until {@link #resumeReading}. */
    void pauseReading();

    void resumeReading();
}

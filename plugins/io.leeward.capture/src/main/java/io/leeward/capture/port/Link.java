package io.leeward.capture.port;

import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage;
import java.util.Optional;

/** The connection to a process server: one at a time. Used by one thread. */
public interface Link {
    /**
     * Makes a new connection, in place of any earlier one.
     *
     * @throws LinkException when no server can be reached
     */
    void open();

    /**
     * Sends a message, after those before it; waits while the server is slow to receive. Buffers of the message are not
     * used after return.
     *
     * @throws LinkException when the connection is lost; whether the message arrived is then unknown
     */
    void send(AgentMessage message);

    /**
     * The next message that has arrived; does not wait.
     *
     * @throws LinkException when the connection is lost
     */
    Optional<ServerMessage> receive();

    /** Ends the connection, if there is one. */
    void close();
}

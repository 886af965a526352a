package io.leeward.engine.internal;

import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Finds out whether the control port can be opened before anything else is: the door, which opens it, is the last to
 * arise.
 */
final class ControlPortCheck {
    private ControlPortCheck() {}

    /**
     * Opens the port and closes it again.
     *
     * @throws IssueException PORT-IN-USE
     */
    static void require(String bind, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(bind, port));
        } catch (IOException e) {
            throw new IssueException(FailureIssues.controlPortTaken(bind, port, e.getMessage()), e);
        }
    }
}

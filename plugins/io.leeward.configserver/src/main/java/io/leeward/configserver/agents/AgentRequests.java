package io.leeward.configserver.agents;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Answers what agents ask on the control channel; the door carries the bytes. Published as a service. Safe for use by
 * many threads.
 */
public interface AgentRequests {
    /** Largest request body that the door passes on. */
    int LARGEST_BODY_BYTES = 256 * 1024;

    /**
     * Answers one request.
     *
     * @param path for example {@code /agent/v1/heartbeat}
     * @param certificates what the client showed in the handshake, its own first, verified against the authority; empty
     *     when it showed none
     * @param address of the client, for limits on attempts
     * @param body at most {@link #LARGEST_BODY_BYTES}
     */
    Answer answer(String path, List<X509Certificate> certificates, String address, ByteBuffer body);

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body a control message
     */
    record Answer(int status, ByteBuffer body) {}
}

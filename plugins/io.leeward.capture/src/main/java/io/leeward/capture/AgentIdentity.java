package io.leeward.capture;

import java.nio.ByteBuffer;

/**
 * Who the agent is.
 *
 * @param machine identifier from the enrolment
 * @param incarnation what the hardware says of itself, hashed; 32 bytes
 */
public record AgentIdentity(String machine, ByteBuffer incarnation) {}

package io.leeward.wire.control;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Anything sent on the control channel. Each request is a POST to the path named here; the answer is another message.
 */
public sealed interface ControlMessage {

    /** {@code /agent/v1/challenge}, no certificate: asks for a nonce. */
    record ChallengeWanted(ByteBuffer clientNonce) implements ControlMessage {}

    /** Valid for one enrolment within a minute. */
    record Challenge(ByteBuffer serverNonce) implements ControlMessage {}

    /**
     * {@code /agent/v1/enrol}, no certificate.
     *
     * @param name of the machine
     * @param clientNonce 32 bytes
     * @param serverNonce from the challenge
     * @param signingRequest PKCS#10, DER
     * @param incarnation hash of what the hardware says of itself, 32 bytes
     * @param disks what is to be protected
     * @param proof HMAC-SHA256 under the registration key over all the above and the certificate that the server showed
     */
    record Enrol(
            String name,
            ByteBuffer clientNonce,
            ByteBuffer serverNonce,
            ByteBuffer signingRequest,
            ByteBuffer incarnation,
            List<EnrolDisk> disks,
            ByteBuffer proof)
            implements ControlMessage {
        public Enrol {
            disks = List.copyOf(disks);
        }
    }

    /** A disk to be protected; {@code disk} is an identifier chosen by the agent, stable for this disk. */
    record EnrolDisk(String disk, String path, String serial, long bytes) {}

    /**
     * Answer to an enrolment.
     *
     * @param machine identifier of the machine
     * @param disks the identifiers that the disks of the request have, in its order: one that the server knew before
     *     keeps its identifier
     * @param certificates the agent's certificate and the authority's, DER, in this order
     * @param proof HMAC-SHA256 under the registration key over the answer and both nonces: the server knows the key,
     *     too
     */
    record Enrolled(String machine, List<String> disks, List<ByteBuffer> certificates, ByteBuffer proof)
            implements ControlMessage {
        public Enrolled {
            disks = List.copyOf(disks);
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * {@code /agent/v1/renew}, agent's certificate: a signing request for a fresh certificate; answered by
     * {@link Renewed}.
     */
    record Renew(ByteBuffer signingRequest) implements ControlMessage {}

    record Renewed(List<ByteBuffer> certificates) implements ControlMessage {
        public Renewed {
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * {@code /agent/v1/heartbeat}, agent's certificate.
     *
     * @param version of the agent
     * @param tracker how changes are found
     * @param state in a few words
     * @param disks present disks
     */
    record Heartbeat(String version, String tracker, String state, List<EnrolDisk> disks) implements ControlMessage {
        public Heartbeat {
            disks = List.copyOf(disks);
        }
    }

    /**
     * Answer to a heartbeat.
     *
     * @param replicate whether the machine is to be replicated now
     * @param dataServers process servers, {@code host:port}, best first
     * @param nextHeartbeatMillis when to report again
     */
    record Assignment(boolean replicate, List<String> dataServers, long nextHeartbeatMillis) implements ControlMessage {
        public Assignment {
            dataServers = List.copyOf(dataServers);
        }
    }

    /** Any request that was not granted. */
    record Refusal(String code, String message, String remedy) implements ControlMessage {}
}

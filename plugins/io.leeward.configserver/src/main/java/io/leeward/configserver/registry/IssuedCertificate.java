package io.leeward.configserver.registry;

import io.leeward.model.MachineId;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate that was issued to an agent.
 *
 * @param serial serial number, lower-case hexadecimal without leading zeros
 * @param machine to whose agent
 * @param issuedAt begin of its validity
 * @param expiresAt end of its validity
 * @param revocation when and why it was revoked; empty while it was not
 */
public record IssuedCertificate(
        String serial, MachineId machine, Instant issuedAt, Instant expiresAt, Optional<Revocation> revocation) {
    /**
     * The end of a certificate before its time.
     *
     * @param at when
     * @param reason one sentence
     */
    public record Revocation(Instant at, String reason) {}

    public IssuedCertificate {
        if (!serial.matches("[1-9a-f][0-9a-f]{0,39}")) {
            throw new IllegalArgumentException("serial number " + serial);
        }
    }
}

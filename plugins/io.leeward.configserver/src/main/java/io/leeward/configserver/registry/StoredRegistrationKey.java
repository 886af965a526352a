package io.leeward.configserver.registry;

import io.leeward.kernel.Secret;
import java.time.Instant;

/**
 * A registration key, as the server needs it to check a proof.
 *
 * @param id names the key without telling it; an identifier
 * @param verifier the key of the HMAC that both sides compute, 1 to 512 bytes
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused
 */
public record StoredRegistrationKey(String id, Secret verifier, Instant createdAt, Instant expiresAt) {
    private static final int LONGEST_VERIFIER_BYTES = 512;

    public StoredRegistrationKey {
        if (!io.leeward.model.Identifier.valid(id)) {
            throw new IllegalArgumentException("identifier of a registration key: " + id);
        }
        if (verifier.length() < 1 || verifier.length() > LONGEST_VERIFIER_BYTES) {
            throw new IllegalArgumentException("verifier of " + verifier.length() + " bytes");
        }
        if (!expiresAt.isAfter(createdAt)) {
            throw new IllegalArgumentException("registration key that expires at " + expiresAt);
        }
    }
}

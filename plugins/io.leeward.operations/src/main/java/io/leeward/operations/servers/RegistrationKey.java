package io.leeward.operations.servers;

import io.leeward.kernel.Secret;
import java.time.Instant;

/**
 * Lets agents enrol until it expires.
 *
 * @param key the secret itself; shown once
 * @param caFingerprint SHA-256 of the certificate authority's certificate, hexadecimal
 * @param expiresAt from when on it is refused
 */
public record RegistrationKey(Secret key, String caFingerprint, Instant expiresAt) {}

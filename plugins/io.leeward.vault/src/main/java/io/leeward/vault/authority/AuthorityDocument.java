package io.leeward.vault.authority;

/**
 * What {@code keys/ca-<generation>} says.
 *
 * @param certificate X.509, DER
 * @param wrappedKey PKCS #8, DER, sealed under a key derived for this blob, and a tag of 16 bytes
 */
record AuthorityDocument(byte[] certificate, byte[] wrappedKey) {}

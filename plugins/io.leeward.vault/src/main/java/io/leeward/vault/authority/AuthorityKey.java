package io.leeward.vault.authority;

import io.leeward.kernel.Secret;

/**
 * Key and certificate of the certificate authority.
 *
 * @param generation number of this key, from 1
 * @param privateKey PKCS #8, DER
 * @param certificate X.509, DER; a copy of its own
 */
public record AuthorityKey(long generation, Secret privateKey, byte[] certificate) {
    public AuthorityKey {
        certificate = certificate.clone();
    }

    @Override
    public byte[] certificate() {
        return certificate.clone();
    }
}

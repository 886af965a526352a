package io.leeward.configserver.authority;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What one side of a TLS connection shows and proves.
 *
 * @param key private key of the first certificate
 * @param chain own certificate first, the authority's last
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("key material without a certificate");
        }
    }

    /** The certificate of this side itself. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
    }
}

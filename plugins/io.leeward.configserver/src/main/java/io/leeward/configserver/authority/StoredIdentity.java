package io.leeward.configserver.authority;

import io.leeward.configserver.registry.KeyMaterial;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Secret;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A private key and its certificates in the form in which they are kept. */
final class StoredIdentity {
    private StoredIdentity() {}

    static KeyMaterial write(TlsIdentity identity) {
        try {
            List<ByteBuffer> certificates = new ArrayList<>();
            for (X509Certificate certificate : identity.chain()) {
                certificates.add(ByteBuffer.wrap(certificate.getEncoded()));
            }
            byte[] key = identity.key().getEncoded();
            Secret secret = Secret.of(key);
            Arrays.fill(key, (byte) 0);
            return new KeyMaterial(secret, certificates);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was parsed has a DER form", e);
        }
    }

    static TlsIdentity read(KeyMaterial kept) {
        byte[] key = kept.privateKey().reveal();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> chain = new ArrayList<>();
            for (ByteBuffer der : kept.certificates()) {
                byte[] bytes = new byte[der.remaining()];
                der.get(bytes);
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
            }
            PrivateKey privateKey = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
            return new TlsIdentity(privateKey, chain);
        } catch (GeneralSecurityException e) {
            throw new IssueException(
                    Issue.of(
                            "CA-UNREADABLE",
                            Issue.Kind.FAILED,
                            "The certificate authority that was kept cannot be read, so no agent could be trusted.",
                            "Restore the folder \"ca\" of the data folder from a copy; without one, begin with a new data"
                                    + " folder, attach the vault with --take-over and enrol the agents again."),
                    e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}

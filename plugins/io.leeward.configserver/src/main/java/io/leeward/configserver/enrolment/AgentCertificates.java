package io.leeward.configserver.enrolment;

import io.leeward.configserver.authority.CertificateAuthority;
import io.leeward.configserver.registry.CertificateRegistry;
import io.leeward.configserver.registry.IssuedCertificate;
import io.leeward.model.MachineId;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Issues agents' certificates and records each before it is handed out. */
final class AgentCertificates {
    private final Supplier<CertificateAuthority> authority;
    private final CertificateRegistry registry;

    AgentCertificates(Supplier<CertificateAuthority> authority, CertificateRegistry registry) {
        this.authority = authority;
        this.registry = registry;
    }

    /**
     * A new certificate and who issued it.
     *
     * @param serial as recorded
     * @param chain the agent's certificate and the authority's, DER
     */
    record Issued(String serial, List<ByteBuffer> chain) {}

    Issued issue(MachineId machine, PublicKey key) {
        CertificateAuthority issuer = authority.get();
        X509Certificate certificate = issuer.newAgent(machine, key);
        String serial = AgentAdmission.serial(certificate);
        boolean recorded = registry.add(new IssuedCertificate(
                serial,
                machine,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                Optional.empty()));
        if (!recorded) {
            throw new IllegalStateException("a random serial number of 127 bits was drawn twice");
        }
        return new Issued(serial, List.of(der(certificate), der(issuer.certificate())));
    }

    static ByteBuffer der(X509Certificate certificate) {
        try {
            return ByteBuffer.wrap(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was issued has a DER form", e);
        }
    }
}

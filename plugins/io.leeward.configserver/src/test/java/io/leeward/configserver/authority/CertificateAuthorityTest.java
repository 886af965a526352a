package io.leeward.configserver.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Clock;
import io.leeward.model.MachineId;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final Clock clock = () -> NOW;
    private final CertificateAuthority authority = CertificateAuthority.create(clock, new SecureRandom());

    @Test
    void theAuthorityLastsTenYearsAndSignsItself() throws Exception {
        X509Certificate certificate = authority.certificate();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(Duration.between(NOW, certificate.getNotAfter().toInstant())).isEqualTo(Duration.ofDays(3652));
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
    }

    @Test
    void anAgentsCertificateNamesItsMachineAndLastsNinetyDays() throws Exception {
        X509Certificate agent =
                authority.newAgent(new MachineId("m-1"), AgentKey.fresh().pair().getPublic());
        agent.verify(authority.certificate().getPublicKey());
        assertThat(AgentIdentity.of(agent)).contains(new MachineId("m-1"));
        assertThat(Duration.between(NOW, agent.getNotAfter().toInstant())).isEqualTo(Duration.ofDays(90));
        assertThat(agent.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(agent.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void aServersCertificateIsForItsNamesAndIsNoAgents() throws Exception {
        TlsIdentity server = authority.newServer(new TreeSet<>(List.of("127.0.0.1", "::1", "db.example", "localhost")));
        assertThat(server.certificate().getSubjectAlternativeNames().stream().map(name -> name.get(1)))
                .map(String::valueOf)
                .containsExactlyInAnyOrder("127.0.0.1", "0:0:0:0:0:0:0:1", "db.example", "localhost");
        assertThat(AgentIdentity.of(server.certificate())).isEmpty();
        assertThat(AgentIdentity.of(authority.certificate())).isEmpty();
    }

    @Test
    void whatIsKeptBringsTheSameAuthorityBack() throws Exception {
        CertificateAuthority restored = CertificateAuthority.restore(authority.material(), clock, new SecureRandom());
        assertThat(restored.fingerprint()).isEqualTo(authority.fingerprint()).matches("[0-9a-f]{64}");
        restored.newAgent(new MachineId("m-2"), AgentKey.fresh().pair().getPublic())
                .verify(authority.certificate().getPublicKey());
    }
}

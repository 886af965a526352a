package io.leeward.configserver.enrolment;

import io.leeward.configserver.authority.AgentIdentity;
import io.leeward.configserver.registry.CertificateRegistry;
import io.leeward.configserver.registry.IssuedCertificate;
import io.leeward.kernel.Clock;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Says which machine speaks with a certificate that TLS has verified against the authority. Safe for use by many
 * threads.
 */
public final class AgentAdmission {
    private final CertificateRegistry certificates;
    private final Clock clock;

    public AgentAdmission(CertificateRegistry certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    /** The serial number as the registry writes it. */
    public static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    /** The machine of an agent whose certificate was issued here, is valid now and was not revoked. */
    public Outcome<MachineId> admit(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return refused("the client showed no certificate");
        }
        X509Certificate shown = chain.getFirst();
        Optional<MachineId> machine = AgentIdentity.of(shown);
        if (machine.isEmpty()) {
            return refused("the certificate shown is not an agent's");
        }
        Optional<IssuedCertificate> issued = certificates.find(serial(shown));
        if (issued.isEmpty() || !issued.get().machine().equals(machine.get())) {
            return refused("the certificate shown is not known to this installation");
        }
        if (issued.get().revocation().isPresent()) {
            return refused("the certificate shown was revoked: "
                    + issued.get().revocation().get().reason());
        }
        if (!issued.get().expiresAt().isAfter(clock.now())) {
            return refused("the certificate shown has expired");
        }
        return Outcome.done(machine.get());
    }

    private static Outcome<MachineId> refused(String why) {
        return Outcome.refused(Issue.of(
                        "AGENT-NOT-ADMITTED",
                        Issue.Kind.WRONG_CREDENTIALS,
                        "The agent was not admitted.",
                        "Enrol the agent again with a new registration key: \"leeward server key new\".")
                .because(sentence(why)));
    }

    private static String sentence(String why) {
        String ended = why.endsWith(".") ? why : why + ".";
        return Character.toUpperCase(ended.charAt(0)) + ended.substring(1);
    }
}

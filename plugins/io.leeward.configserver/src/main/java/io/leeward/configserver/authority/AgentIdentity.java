package io.leeward.configserver.authority;

import io.leeward.model.Identifier;
import io.leeward.model.MachineId;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** The subject of an agent's certificate: {@code CN=<machine id>, OU=agent, O=Leeward}. */
public final class AgentIdentity {
    static final String ORGANIZATION = "Leeward";
    static final String AGENT_UNIT = "agent";
    static final String SERVER_UNIT = "server";

    private AgentIdentity() {}

    /**
     * The machine that a certificate speaks for; empty when it is not an agent's. The caller has verified the chain.
     */
    public static Optional<MachineId> of(X509Certificate certificate) {
        X500Name name =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        boolean agent = only(name, BCStyle.OU).filter(AGENT_UNIT::equals).isPresent()
                && only(name, BCStyle.O).filter(ORGANIZATION::equals).isPresent();
        return agent ? only(name, BCStyle.CN).filter(Identifier::valid).map(MachineId::new) : Optional.empty();
    }

    static X500Name subject(String unit, String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, ORGANIZATION)
                .addRDN(BCStyle.OU, unit)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static Optional<String> only(X500Name name, org.bouncycastle.asn1.ASN1ObjectIdentifier type) {
        RDN[] found = name.getRDNs(type);
        return found.length == 1 && !found[0].isMultiValued()
                ? Optional.of(IETFUtils.valueToString(found[0].getFirst().getValue()))
                : Optional.empty();
    }
}

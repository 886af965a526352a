package io.leeward.configserver.authority;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A PKCS#10 request: proves that who asks for a certificate holds the private key. Its subject is ignored: the
 * authority chooses it.
 */
public final class SigningRequest {
    /** Longest request that is looked at. */
    public static final int LARGEST_BYTES = 4096;

    private SigningRequest() {}

    /** The public key of a request whose signature holds and whose key is on P-256; refused otherwise. */
    public static Outcome<PublicKey> verify(ByteBuffer der) {
        if (der.remaining() > LARGEST_BYTES) {
            return refused("it is longer than " + LARGEST_BYTES + " bytes");
        }
        byte[] bytes = new byte[der.remaining()];
        der.duplicate().get(bytes);
        try {
            JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(bytes);
            var algorithm = request.getSubjectPublicKeyInfo().getAlgorithm();
            if (!algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                    || !SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters())) {
                return refused("its key is not on the curve P-256");
            }
            PublicKey key = request.getPublicKey();
            boolean signed = key instanceof ECPublicKey
                    && request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
            return signed ? Outcome.done(key) : refused("its signature does not hold");
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | RuntimeException e) {
            // Bouncy Castle reports some malformed structures as unchecked exceptions.
            return refused("it cannot be read");
        }
    }

    private static Outcome<PublicKey> refused(String why) {
        return Outcome.refused(Issue.of(
                        "ENROL-BAD-REQUEST",
                        Issue.Kind.USAGE,
                        "The certificate signing request was not accepted.",
                        "Use the mobility agent of the same release as the engine.")
                .because("The request was not accepted because " + why + "."));
    }
}

package io.leeward.agent.trust;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who the agent is, provably.
 *
 * @param key private key of the certificate
 * @param certificate of this agent
 * @param authority that issued it, and whose servers are trusted
 */
public record Identity(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /** The identity with certificates from an answer: the agent's, then the authority's, in DER. */
    public static Identity of(PrivateKey key, List<ByteBuffer> certificates) {
        if (certificates.size() < 2) {
            throw broken("the server sent " + certificates.size() + " certificates instead of two", null);
        }
        X509Certificate own = certificate(certificates.getFirst());
        X509Certificate authority = certificate(certificates.getLast());
        try {
            own.verify(authority.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw broken("the agent's certificate was not issued by the authority that came with it", e);
        }
        return new Identity(key, own, authority);
    }

    static X509Certificate certificate(ByteBuffer der) {
        byte[] bytes = new byte[der.remaining()];
        der.duplicate().get(bytes);
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (GeneralSecurityException e) {
            throw broken("a certificate cannot be read", e);
        }
    }

    /** When the certificate is to be renewed: after two thirds of its life. */
    public Instant renewAt() {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        return from.plus(Duration.between(from, to).multipliedBy(2).dividedBy(3));
    }

    /** Key and certificates in PEM form. */
    public String toPem() {
        try {
            return pem("PRIVATE KEY", key.getEncoded())
                    + pem("CERTIFICATE", certificate.getEncoded())
                    + pem("CERTIFICATE", authority.getEncoded());
        } catch (GeneralSecurityException e) {
            throw broken("a certificate cannot be written", e);
        }
    }

    private static String pem(String type, byte[] der) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + type + "-----\n" + encoder.encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    /** Reads what {@link #toPem} wrote. */
    public static Identity ofPem(String text) {
        List<byte[]> parts = new ArrayList<>();
        Matcher matcher = PEM.matcher(text);
        while (matcher.find()) {
            parts.add(Base64.getMimeDecoder().decode(matcher.group(2)));
        }
        if (parts.size() != 3) {
            throw broken("identity.pem does not hold a key and two certificates", null);
        }
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(parts.getFirst()));
            return of(key, List.of(ByteBuffer.wrap(parts.get(1)), ByteBuffer.wrap(parts.get(2))));
        } catch (GeneralSecurityException e) {
            throw broken("the private key cannot be read", e);
        }
    }

    private static IssueException broken(String why, Exception cause) {
        Issue issue = new Issue(
                "AGENT-IDENTITY",
                Issue.Kind.WRONG_CREDENTIALS,
                "The agent's key and certificates cannot be used.",
                why,
                "Enrol the machine again with leeward-agent enrol.");
        return cause == null ? new IssueException(issue) : new IssueException(issue, cause);
    }
}

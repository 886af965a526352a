package io.leeward.agent;

import io.leeward.agent.trust.AgentKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A certificate authority for tests, with servers' and agents' certificates. */
public final class TestAuthority {
    private final KeyPair keys = pair();
    private final X509Certificate certificate;
    private long serial = 1;

    public TestAuthority() throws Exception {
        certificate =
                issue(new X500Principal("CN=authority"), keys.getPublic(), KeyPurposeId.anyExtendedKeyUsage, true);
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate issue(X500Principal subject, PublicKey key, KeyPurposeId purpose, boolean authority)
            throws Exception {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Principal("CN=authority"),
                BigInteger.valueOf(serial++),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(89))),
                subject,
                key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** What an enrolment answers to a signing request. */
    public List<ByteBuffer> agent(ByteBuffer signingRequest) throws Exception {
        byte[] der = new byte[signingRequest.remaining()];
        signingRequest.duplicate().get(der);
        PublicKey key = new JcaPKCS10CertificationRequest(der).getPublicKey();
        X509Certificate own = issue(new X500Principal("CN=agent"), key, KeyPurposeId.id_kp_clientAuth, false);
        return List.of(ByteBuffer.wrap(own.getEncoded()), ByteBuffer.wrap(certificate.getEncoded()));
    }

    public io.leeward.agent.trust.Identity identity() throws Exception {
        AgentKey key = AgentKey.generate("test");
        return io.leeward.agent.trust.Identity.of(key.key(), agent(key.signingRequest()));
    }

    /** TLS of a server with a certificate for servers, or wrongly for clients. */
    public SSLContext server(boolean forServers) throws Exception {
        KeyPair pair = pair();
        KeyPurposeId purpose = forServers ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth;
        X509Certificate own = issue(new X500Principal("CN=server"), pair.getPublic(), purpose, false);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", pair.getPrivate(), new char[0], new Certificate[] {own, certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}

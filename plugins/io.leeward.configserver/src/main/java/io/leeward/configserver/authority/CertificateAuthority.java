package io.leeward.configserver.authority;

import io.leeward.configserver.registry.KeyMaterial;
import io.leeward.kernel.Clock;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.model.MachineId;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues the certificates of one installation; P-256, ECDSA with SHA-256. Safe for use by many threads. */
public final class CertificateAuthority {
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 127;

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Clock clock;
    private final SecureRandom random;

    CertificateAuthority(PrivateKey key, X509Certificate certificate, Clock clock, SecureRandom random) {
        this.key = key;
        this.certificate = certificate;
        this.clock = clock;
        this.random = random;
    }

    /** A new authority with a fresh key and a certificate of its own. */
    public static CertificateAuthority create(Clock clock, SecureRandom random) {
        KeyPair pair = newKey(random);
        BigInteger serial = new BigInteger(SERIAL_BITS, random);
        X500Name name = AgentIdentity.subject(
                "authority", "Leeward authority " + serial.toString(16).substring(0, 8));
        Instant now = clock.now();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    serial,
                    Date.from(now.minus(AuthorityTerms.CLOCK_TOLERANCE)),
                    Date.from(now.plus(AuthorityTerms.AUTHORITY_LIFE)),
                    name,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return new CertificateAuthority(pair.getPrivate(), sign(builder, pair.getPrivate(), random), clock, random);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw broken(e);
        }
    }

    /** The authority that {@link #material} described. */
    public static CertificateAuthority restore(KeyMaterial kept, Clock clock, SecureRandom random) {
        TlsIdentity identity = StoredIdentity.read(kept);
        return new CertificateAuthority(identity.key(), identity.certificate(), clock, random);
    }

    /** Private key and certificate, in the form in which they are kept. */
    public KeyMaterial material() {
        return StoredIdentity.write(new TlsIdentity(key, List.of(certificate)));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** SHA-256 of the authority's certificate, hexadecimal. */
    public String fingerprint() {
        return Fingerprint.text(certificate);
    }

    /** A fresh key and certificate for a server that is reached under these host names and addresses, at least one. */
    public TlsIdentity newServer(SortedSet<String> names) {
        GeneralNames alternatives = new GeneralNames(
                names.stream().map(CertificateAuthority::alternative).toArray(GeneralName[]::new));
        KeyPair pair = newKey(random);
        X500Name subject = AgentIdentity.subject(AgentIdentity.SERVER_UNIT, commonName(names));
        X509Certificate issued = issue(
                subject,
                pair.getPublic(),
                AuthorityTerms.SERVER_LIFE,
                KeyPurposeId.id_kp_serverAuth,
                Optional.of(alternatives));
        return new TlsIdentity(pair.getPrivate(), List.of(issued, certificate));
    }

    /** A certificate for the agent of a machine; the key comes from a verified {@link SigningRequest}. */
    public X509Certificate newAgent(MachineId machine, PublicKey agentKey) {
        return issue(
                AgentIdentity.subject(AgentIdentity.AGENT_UNIT, machine.value()),
                agentKey,
                AuthorityTerms.AGENT_LIFE,
                KeyPurposeId.id_kp_clientAuth,
                Optional.empty());
    }

    private X509Certificate issue(
            X500Name subject,
            PublicKey publicKey,
            Duration life,
            KeyPurposeId purpose,
            Optional<GeneralNames> alternatives) {
        Instant now = clock.now();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                    new BigInteger(SERIAL_BITS, random),
                    Date.from(now.minus(AuthorityTerms.CLOCK_TOLERANCE)),
                    Date.from(earlier(now.plus(life), certificate.getNotAfter().toInstant())),
                    subject,
                    publicKey);
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(certificate));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(publicKey));
            if (alternatives.isPresent()) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternatives.get());
            }
            return sign(builder, key, random);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw broken(e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey signer, SecureRandom random)
            throws OperatorCreationException, GeneralSecurityException {
        var signature =
                new JcaContentSignerBuilder(SIGNATURE).setSecureRandom(random).build(signer);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signature));
    }

    private static KeyPair newKey(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    private static GeneralName alternative(String name) {
        return new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    /** The way in which the platform writes this address. */
    static String canonical(String address) {
        return InetAddress.ofLiteral(address).getHostAddress();
    }

    /** The subject's common name is a label of at most 64 characters; clients look at the alternative names. */
    private static String commonName(SortedSet<String> names) {
        String first = names.first();
        return first.length() <= 64 ? first : first.substring(0, 64);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static IssueException broken(Exception cause) {
        return new IssueException(
                Issue.of(
                        "CA-BROKEN",
                        Issue.Kind.FAILED,
                        "The certificate authority could not issue a certificate.",
                        "Run the engine on an unchanged JDK 25."),
                cause);
    }
}

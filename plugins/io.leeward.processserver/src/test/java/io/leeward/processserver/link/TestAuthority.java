package io.leeward.processserver.link;

import io.leeward.configserver.authority.AgentIdentity;
import io.leeward.configserver.authority.CertificateAuthority;
import io.leeward.configserver.tls.ServerTls;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority, the server's side of TLS, and agents of it. */
public final class TestAuthority {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CertificateAuthority authority = CertificateAuthority.create(Instant::now, RANDOM);
    private final ServerTls tls = new ServerTls(
            authority.newServer(new TreeSet<>(List.of("localhost", "127.0.0.1"))), authority.certificate(), RANDOM);

    public SSLContext server() {
        return tls.context();
    }

    /** Admits every agent of this authority except the machine named {@code revoked}. */
    public Outcome<MachineId> admit(List<X509Certificate> chain) {
        return AgentIdentity.of(chain.getFirst())
                .filter(machine -> !machine.value().equals("revoked"))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Issue.of(
                        "AGENT-NOT-ADMITTED",
                        Issue.Kind.WRONG_CREDENTIALS,
                        "The agent was not admitted.",
                        "Enrol it.")));
    }

    /** TLS of an agent that trusts this authority. */
    public SSLContext agent(String machine) {
        return agentTrusting(machine, this);
    }

    /** TLS of an agent of this authority that trusts another. */
    public SSLContext agentTrusting(String machine, TestAuthority other) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = authority.newAgent(new MachineId(machine), pair.getPublic());
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("agent", pair.getPrivate(), new char[0], new X509Certificate[] {certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, new char[0]);
            return other.client(keys.getKeyManagers());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS of a client without a certificate. */
    public SSLContext stranger() {
        try {
            return client(new KeyManager[0]);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLContext client(KeyManager[] keys) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory trusts = TrustManagerFactory.getInstance("PKIX");
        trusts.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trusts.getTrustManagers(), RANDOM);
        return context;
    }
}

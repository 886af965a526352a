package io.leeward.configserver.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.configserver.authority.AgentKey;
import io.leeward.configserver.authority.CertificateAuthority;
import io.leeward.kernel.Clock;
import io.leeward.model.MachineId;
import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class ServerTlsTest {
    private static final Clock CLOCK = Instant::now;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TreeSet<String> NAMES = new TreeSet<>(List.of("localhost", "127.0.0.1"));

    private final CertificateAuthority authority = CertificateAuthority.create(CLOCK, RANDOM);
    private final CertificateAuthority stranger = CertificateAuthority.create(CLOCK, RANDOM);
    private final ServerTls tls = new ServerTls(authority.newServer(NAMES), authority.certificate(), RANDOM);

    @Test
    void anAgentOfThisAuthorityGetsIn() throws Exception {
        assertThat(shake(clientOf(authority, authority))
                        .getSubjectX500Principal()
                        .getName())
                .contains("CN=m-1");
    }

    @Test
    void anAgentOfAnotherAuthorityDoesNot() {
        assertThatThrownBy(() -> shake(clientOf(stranger, authority))).isInstanceOf(IOException.class);
    }

    @Test
    void aServersCertificateDoesNotServeAsAClients() {
        assertThatThrownBy(() -> {
                    var server = authority.newServer(NAMES);
                    shake(client(server.key(), server.certificate(), authority));
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void aNewCertificateIsShownWithoutANewContext() throws Exception {
        X509Certificate before = tls.leaves().getFirst();
        var fresh = authority.newServer(NAMES);
        SSLContext context = tls.context();
        tls.show(fresh, authority.certificate());
        assertThat(tls.context()).isSameAs(context);
        assertThat(tls.leaves()).containsExactly(fresh.certificate(), before);
        shake(clientOf(authority, authority));
    }

    /** The certificate that the server saw. */
    private X509Certificate shake(SSLContext client) throws Exception {
        try (SSLServerSocket port = (SSLServerSocket)
                tls.context().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port.setNeedClientAuth(true);
            CompletableFuture<X509Certificate> seen = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try (SSLSocket socket = (SSLSocket) port.accept()) {
                    socket.setSoTimeout(10_000);
                    socket.getOutputStream().write(1);
                    seen.complete((X509Certificate) socket.getSession().getPeerCertificates()[0]);
                } catch (IOException e) {
                    seen.completeExceptionally(e);
                }
            });
            try (SSLSocket socket =
                    (SSLSocket) client.getSocketFactory().createSocket(port.getInetAddress(), port.getLocalPort())) {
                socket.setSoTimeout(10_000);
                assertThat(socket.getInputStream().read()).isEqualTo(1);
                assertThat(socket.getSession().getPeerCertificates()[0])
                        .isEqualTo(tls.leaves().getFirst());
            }
            return seen.get();
        }
    }

    private static SSLContext clientOf(CertificateAuthority issuer, CertificateAuthority trusted) throws Exception {
        AgentKey key = AgentKey.fresh();
        return client(
                key.pair().getPrivate(),
                issuer.newAgent(new MachineId("m-1"), key.pair().getPublic()),
                trusted);
    }

    private static SSLContext client(
            java.security.PrivateKey key, X509Certificate certificate, CertificateAuthority trusted) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("agent", key, new char[0], new X509Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, new char[0]);
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", trusted.certificate());
        TrustManagerFactory trusts = TrustManagerFactory.getInstance("PKIX");
        trusts.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusts.getTrustManagers(), RANDOM);
        return context;
    }
}

package io.leeward.agent.trust;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS as the agent speaks it. An enrolled agent trusts servers that its own authority issued a server certificate for,
 * and nobody else; the authority belongs to this installation alone and its agents' certificates do not serve as a
 * server's, so that the name by which a server is reached does not matter.
 */
public final class AgentTls {
    private static final char[] NO_PASSWORD = new char[0];

    private AgentTls() {}

    /** For an enrolled agent. */
    public static SSLContext enrolled(Identity identity) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, NO_PASSWORD);
            Certificate[] chain = {identity.certificate(), identity.authority()};
            keys.setKeyEntry("agent", identity.key(), NO_PASSWORD, chain);
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, NO_PASSWORD);
            X509TrustManager authority = trust(identity.authority());
            return context(
                    keyManagers.getKeyManagers(), chainSeen -> authority.checkServerTrusted(chainSeen, "UNKNOWN"));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory", e);
        }
    }

    /**
     * For an enrolment: any certificate may be shown, because both sides prove the registration key over it afterwards.
     */
    public static SSLContext enrolling() {
        try {
            return context(new KeyManager[0], chain -> {
                if (chain.length == 0) {
                    throw new CertificateException("the server showed no certificate");
                }
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has TLS", e);
        }
    }

    private static X509TrustManager trust(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    private interface Check {
        void check(X509Certificate[] chain) throws CertificateException;
    }

    private static SSLContext context(KeyManager[] keys, Check check) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys, new TrustManager[] {new ServersOnly(check)}, null);
        return context;
    }

    /** Checks servers' chains, and never a client's. */
    private static final class ServersOnly extends X509ExtendedTrustManager {
        private final Check check;

        ServersOnly(Check check) {
            this.check = check;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check.check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check.check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check.check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("the agent is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("the agent is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("the agent is no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

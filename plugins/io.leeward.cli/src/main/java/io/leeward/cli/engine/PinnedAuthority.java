package io.leeward.cli.engine;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts servers whose certificate was issued by the one authority with this fingerprint, whatever they are called. */
final class PinnedAuthority extends X509ExtendedTrustManager {
    private final byte[] fingerprint;

    private PinnedAuthority(String fingerprint) {
        this.fingerprint = HexFormat.of().parseHex(fingerprint.toLowerCase(Locale.ROOT));
    }

    /** TLS that trusts this authority only. */
    static SSLContext tls(String fingerprint) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new PinnedAuthority(fingerprint)}, new SecureRandom());
        return context;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        try {
            for (int i = 1; i < chain.length; i++) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain[i].getEncoded());
                if (MessageDigest.isEqual(digest, fingerprint)) {
                    validate(List.of(Arrays.copyOf(chain, i)), chain[i]);
                    return;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new CertificateException("not a valid certificate of the pinned authority", e);
        }
        throw new CertificateException("not a certificate of the pinned authority");
    }

    private static void validate(List<X509Certificate> certificates, X509Certificate authority)
            throws GeneralSecurityException {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(certificates);
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}

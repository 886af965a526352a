package io.leeward.configserver;

import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;

/** Who this configuration server is: what the door shows to clients and whom it trusts. Published as a service. */
public interface ControlIdentity {
    /**
     * TLS 1.3 with the server's certificate; clients may show a certificate, and then it has to be one of the
     * authority's.
     */
    SSLContext tls();

    /** The certificate authority's certificate. */
    X509Certificate authority();

    /** SHA-256 of the authority's certificate, 64 lower-case hexadecimal digits. */
    String authorityFingerprint();
}

package io.leeward.configserver.authority;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** SHA-256 of a certificate's DER form. */
public final class Fingerprint {
    private Fingerprint() {}

    /** 32 bytes. */
    public static byte[] bytes(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was parsed has a DER form", e);
        }
    }

    /** 64 lower-case hexadecimal digits. */
    public static String text(X509Certificate certificate) {
        return HexFormat.of().formatHex(bytes(certificate));
    }
}

package io.leeward.vault.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** Derivation of keys by HKDF with SHA-256 (RFC 5869). */
public final class Hkdf {
    /** Bytes of every derived key. */
    public static final int KEY_BYTES = 32;

    private Hkdf() {}

    /**
     * Extract, then expand to 32 bytes.
     *
     * @param secret input keying material
     * @param salt may be public; not empty
     * @param purpose ASCII text that sets this key apart from all others
     */
    public static byte[] derive(byte[] secret, byte[] salt, String purpose) {
        try {
            KDF hkdf = KDF.getInstance("HKDF-SHA256");
            return hkdf.deriveData(HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .addSalt(salt)
                    .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 runtime has HKDF-SHA256", e);
        }
    }
}

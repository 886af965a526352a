package io.leeward.vault.key;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a 96-bit nonce that is a counter and a 128-bit tag. One key, one thread.
 *
 * <p>A nonce is 4 zero bytes and the counter as 8 bytes, most significant first. The provider of the Java runtime is
 * named, because it alone is fast; it is fast only in calls of at most about 64 KiB or on direct buffers.
 */
public final class AesGcm {
    /** Bytes that sealing adds. */
    public static final int TAG_BYTES = 16;

    private static final int NONCE_BYTES = 12;

    private final SecretKeySpec key;
    private final Cipher cipher;

    public AesGcm(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES-GCM of its own", e);
        }
    }

    /**
     * Seals the remaining bytes of {@code plain} and writes them and the tag to {@code out}. A counter is used once for
     * a key.
     */
    public void seal(long counter, byte[] context, ByteBuffer header, ByteBuffer plain, ByteBuffer out) {
        try {
            begin(Cipher.ENCRYPT_MODE, counter, context, header);
            cipher.doFinal(plain, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /**
     * Opens the remaining bytes of {@code sealed}, tag included, into {@code out}; false when they are not authentic.
     */
    public boolean open(long counter, byte[] context, ByteBuffer header, ByteBuffer sealed, ByteBuffer out) {
        if (sealed.remaining() < TAG_BYTES) {
            return false;
        }
        try {
            begin(Cipher.DECRYPT_MODE, counter, context, header);
            cipher.doFinal(sealed, out);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("opening failed", e);
        }
    }

    /** Seals a small text under a key that seals nothing else; the nonce is zero. */
    public static byte[] sealOnce(byte[] key, byte[] context, byte[] plain) {
        ByteBuffer out = ByteBuffer.allocate(plain.length + TAG_BYTES);
        new AesGcm(key).seal(0, context, ByteBuffer.allocate(0), ByteBuffer.wrap(plain), out);
        return out.array();
    }

    /** Opens what {@link #sealOnce} sealed; empty when it is not authentic. */
    public static Optional<byte[]> openOnce(byte[] key, byte[] context, byte[] sealed) {
        ByteBuffer out = ByteBuffer.allocate(Math.max(0, sealed.length - TAG_BYTES));
        boolean authentic = new AesGcm(key).open(0, context, ByteBuffer.allocate(0), ByteBuffer.wrap(sealed), out);
        return authentic ? Optional.of(out.array()) : Optional.empty();
    }

    private void begin(int mode, long counter, byte[] context, ByteBuffer header) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(nonce).order(ByteOrder.BIG_ENDIAN).putLong(4, counter);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(context);
        if (header.hasRemaining()) {
            cipher.updateAAD(header);
        }
    }
}

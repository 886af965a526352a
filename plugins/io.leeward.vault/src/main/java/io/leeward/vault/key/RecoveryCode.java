package io.leeward.vault.key;

import io.leeward.kernel.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A vault key as text that a person can print and type: 54 letters and digits of Crockford's base 32 in groups of six.
 * They hold the 32 bytes of the key and the first bits of its SHA-256, so that a typing error is noticed.
 */
public final class RecoveryCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SYMBOLS = 54;
    private static final int GROUP = 6;
    private static final int BITS = 5;

    private RecoveryCode() {}

    /** The text of a key. */
    public static String of(Secret key) {
        byte[] bytes = checked(key.reveal());
        StringBuilder text = new StringBuilder();
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            if (symbol > 0 && symbol % GROUP == 0) {
                text.append('-');
            }
            int value = 0;
            for (int bit = symbol * BITS; bit < (symbol + 1) * BITS; bit++) {
                value = value << 1 | bit(bytes, bit);
            }
            text.append(ALPHABET.charAt(value));
        }
        return text.toString();
    }

    /** The key of a text; empty when it was mistyped. Case, spaces and hyphens do not count; O is 0, I and L are 1. */
    public static Optional<Secret> parse(String text) {
        String symbols = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (symbols.length() != SYMBOLS || symbols.chars().anyMatch(symbol -> ALPHABET.indexOf(symbol) < 0)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(SYMBOLS * BITS + 7) / 8];
        for (int bit = 0; bit < SYMBOLS * BITS; bit++) {
            int value = ALPHABET.indexOf(symbols.charAt(bit / BITS));
            if ((value >> (BITS - 1 - bit % BITS) & 1) == 1) {
                bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
            }
        }
        byte[] key = Arrays.copyOf(bytes, VaultKey.BYTES);
        byte[] expected = checked(key);
        clearTail(expected);
        return Arrays.equals(bytes, expected) ? Optional.of(Secret.of(key)) : Optional.empty();
    }

    /** The key, then as many bytes of its hash as the text has room for. */
    private static byte[] checked(byte[] key) {
        if (key.length != VaultKey.BYTES) {
            throw new IllegalArgumentException("a vault key has " + VaultKey.BYTES + " bytes, not " + key.length);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            byte[] bytes = Arrays.copyOf(key, (SYMBOLS * BITS + 7) / 8);
            System.arraycopy(hash, 0, bytes, key.length, bytes.length - key.length);
            return bytes;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Clears the last bits, which have no place in the text. */
    private static void clearTail(byte[] bytes) {
        int unused = bytes.length * 8 - SYMBOLS * BITS;
        bytes[bytes.length - 1] &= (byte) (0xFF << unused);
    }

    private static int bit(byte[] bytes, int number) {
        return bytes[number / 8] >> (7 - number % 8) & 1;
    }
}

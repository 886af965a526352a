package io.leeward.vault.key;

import io.leeward.kernel.Entropy;
import io.leeward.kernel.Secret;
import io.leeward.model.VaultId;
import java.nio.charset.StandardCharsets;

/**
 * The key that everything in a vault is sealed under, through keys derived from it. Never stored unwrapped in the
 * vault.
 */
public final class VaultKey {
    /** Bytes of the key. */
    public static final int BYTES = 32;

    private final VaultId vault;
    private final byte[] key;

    private VaultKey(VaultId vault, byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a vault key has " + BYTES + " bytes, not " + key.length);
        }
        this.vault = vault;
        this.key = key;
    }

    public static VaultKey random(VaultId vault, Entropy entropy) {
        return new VaultKey(vault, entropy.bytes(BYTES));
    }

    /** The key of a vault from its 32 bytes. */
    public static VaultKey of(VaultId vault, Secret bytes) {
        return new VaultKey(vault, bytes.reveal());
    }

    /** The vault that this key opens. */
    public VaultId vault() {
        return vault;
    }

    /** A key for one purpose: HKDF with the vault's identifier as salt. */
    public byte[] derive(String purpose) {
        return Hkdf.derive(key, vault.value().getBytes(StandardCharsets.US_ASCII), purpose);
    }

    /** The bytes of the key, for an engine's secret store, a key slot or the recovery sheet. */
    public Secret reveal() {
        return Secret.of(key);
    }

    @Override
    public String toString() {
        return "***";
    }
}

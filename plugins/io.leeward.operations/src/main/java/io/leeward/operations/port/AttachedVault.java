package io.leeward.operations.port;

import io.leeward.kernel.Secret;
import io.leeward.model.VaultId;
import io.leeward.vault.blob.BlobStore;

/**
 * The vault that this engine works with.
 *
 * @param id the vault
 * @param store where it lies; open until the vault is detached, closed by operations
 * @param key opened vault key, for {@code Vault.openWithKey}
 * @param generation of the owner record when this engine owns the vault; 0 when it is attached read-only
 */
public record AttachedVault(VaultId id, BlobStore store, Secret key, long generation) {
    public AttachedVault {
        if (generation < 0) {
            throw new IllegalArgumentException("generation " + generation);
        }
    }

    /** Whether this engine may change the vault. */
    public boolean owned() {
        return generation > 0;
    }
}

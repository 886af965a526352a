package io.leeward.operations.vaults;

import io.leeward.model.VaultId;
import java.time.Instant;

/**
 * The attached vault.
 *
 * @param id the vault
 * @param name shown to operators
 * @param store where it lies
 * @param format version of its format
 * @param mode whether this engine may change it
 * @param owner who owns it, in words
 * @param createdAt when it was made
 */
public record VaultView(
        VaultId id, String name, StoreAddress store, int format, Mode mode, String owner, Instant createdAt) {

    /** What this engine may do with the vault. */
    public enum Mode {
        OWNER,
        READ_ONLY;

        /** The name used in JSON, for example {@code read-only}. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}

package io.leeward.vault;

import io.leeward.model.VaultId;
import java.time.Instant;

/**
 * What {@code vault.json} says, sealed.
 *
 * @param id the vault
 * @param name shown to operators
 * @param createdAt when it was made, by the clock of its maker
 */
record VaultRecord(VaultId id, String name, Instant createdAt) {}

package io.leeward.operations.state;

import io.leeward.model.VaultId;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.operations.vaults.VaultView;
import java.time.Instant;

/**
 * Which vault the engine has attached. Its key and the credentials of its store are in the {@link SecretStore}.
 *
 * @param vault the vault
 * @param name shown to operators
 * @param store where it lies
 * @param mode whether this control store owns it
 * @param generation generation of the ownership that was claimed, 0 while read-only
 * @param attachedAt when it was attached
 */
public record VaultAttachment(
        VaultId vault, String name, StoreAddress store, VaultView.Mode mode, long generation, Instant attachedAt) {
    public VaultAttachment {
        if (generation < 0 || (mode == VaultView.Mode.OWNER) != (generation > 0)) {
            throw new IllegalArgumentException("generation " + generation + " in mode " + mode);
        }
    }
}

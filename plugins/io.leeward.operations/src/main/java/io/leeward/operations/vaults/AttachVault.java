package io.leeward.operations.vaults;

import io.leeward.kernel.Secret;
import java.util.Optional;

/**
 * Opens an existing vault.
 *
 * @param store where it lies
 * @param passphrase the recovery passphrase
 * @param azureConnectionString credentials for an Azure store, if it needs any
 * @param takeOver whether this engine becomes the owner even when another one is named
 */
public record AttachVault(
        StoreAddress store, Secret passphrase, Optional<Secret> azureConnectionString, boolean takeOver) {}

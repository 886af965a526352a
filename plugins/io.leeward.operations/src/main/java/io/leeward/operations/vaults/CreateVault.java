package io.leeward.operations.vaults;

import io.leeward.kernel.Secret;
import java.util.Optional;

/**
 * Makes a new vault in an empty place and attaches it.
 *
 * @param name shown to operators
 * @param store where it will lie
 * @param passphrase the recovery passphrase
 * @param azureConnectionString credentials for an Azure store, if it needs any
 */
public record CreateVault(String name, StoreAddress store, Secret passphrase, Optional<Secret> azureConnectionString) {}

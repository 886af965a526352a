package io.leeward.operations.port;

import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.vault.blob.BlobStore;
import java.util.Optional;
import java.util.Set;

/**
 * Opens the store that a vault lies in. One adapter for each kind of address; the composition root joins them to one
 * that opens all kinds.
 */
public interface StoreOpener {
    /** Service property of the one that opens every kind; operations refers to it by {@link #ALL_KINDS}. */
    String ALL_KINDS_PROPERTY = "leeward.stores";

    /** Filter that finds the service that opens every kind. */
    String ALL_KINDS = "(" + ALL_KINDS_PROPERTY + "=all)";

    /** Kinds of addresses that this adapter opens. */
    Set<StoreAddress.Kind> opens();

    /**
     * Opens a store that exists. The caller closes it.
     *
     * @param credentials what the store asks for, for example an Azure connection string
     * @return the store; {@code NOT_FOUND} when there is no such folder or container, {@code NOT_REACHABLE} when it
     *     does not answer, {@code WRONG_CREDENTIALS} when it does not accept the credentials
     */
    Outcome<BlobStore> open(StoreAddress address, Optional<Secret> credentials);

    /** Like {@link #open}, but makes the folder or container first when there is none. */
    Outcome<BlobStore> openOrMake(StoreAddress address, Optional<Secret> credentials);
}

package io.leeward.operations.port;

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
     * Opens a store; makes its folder or container when there is none. The caller closes the store.
     *
     * @param credentials what the store asks for, for example an Azure connection string
     * @throws io.leeward.kernel.IssueException when the store does not answer or does not accept the credentials
     */
    BlobStore open(StoreAddress address, Optional<Secret> credentials);
}

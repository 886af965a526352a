package io.leeward.operations.internal.vaults;

/** Works with the vault while it is open. Called by one thread at a time. */
public interface VaultUser {
    /** A vault is open now. */
    void opened(OpenVault vault);

    /** The vault is about to close or to be used in another way: when this returns, nothing uses its store any more. */
    void closing();
}

package io.leeward.operations.vaults;

import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.model.JobId;
import java.util.Optional;

/** Commands and queries about the vault. An engine has at most one vault attached. */
public interface Vaults {
    /** The attached vault, or empty while there is none. */
    Optional<VaultView> current();

    Outcome<VaultView> create(CreateVault command);

    Outcome<VaultView> attach(AttachVault command);

    /**
     * Starts a check.
     *
     * @param dataPercent share of the stored data to read back and authenticate, 0 to 100
     */
    Outcome<JobId> check(int dataPercent);

    /** Replaces the recovery passphrase; the old one no longer opens the vault once this is done. */
    Outcome<VaultView> changePassphrase(Secret old, Secret replacement);
}

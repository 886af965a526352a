package io.leeward.model;

import java.util.Optional;

/**
 * Everything that decides which actions a machine allows.
 *
 * @param machine its name
 * @param enrolled whether its agent enrolled with this engine; otherwise it is known from the vault alone
 * @param state where its protection stands
 * @param vault what this engine may do with the vault
 * @param hasPoints whether the machine has a recoverable point
 * @param recoverySite whether there is a recovery site to fail over to
 * @param runningJob name of the job that is changing the machine now
 */
public record Situation(
        String machine,
        boolean enrolled,
        ProtectionState state,
        VaultAccess vault,
        boolean hasPoints,
        boolean recoverySite,
        Optional<String> runningJob) {

    /** What an engine may do with a vault. */
    public enum VaultAccess {
        /** No vault is attached. */
        NONE,
        /** Another engine owns it. */
        READ_ONLY,
        OWNED
    }
}

package io.leeward.processserver;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.model.MachineId;
import io.leeward.operations.port.AttachedVault;
import io.leeward.replication.work.SpoolReader;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.VaultWorker;
import io.leeward.replication.work.WorkResult;
import io.leeward.vault.Vault;
import java.util.function.Function;

/** The vault that this engine owns, and the generation in whose name it is changed. */
record OwnedVault(Vault vault, long generation, String writer, Clock clock) {

    /**
     * Opens an attached vault; reads from its store.
     *
     * @param writer this process server, in words for people
     * @throws io.leeward.kernel.IssueException when the vault cannot be opened
     */
    static OwnedVault open(AttachedVault attached, String writer, Clock clock, Entropy entropy) {
        Vault vault =
                Vault.openWithKey(attached.store(), attached.key(), entropy).orThrow();
        return new OwnedVault(vault, attached.generation(), writer, clock);
    }

    /** Does a machine's work; may be called by many threads. */
    Function<VaultWork, WorkResult> worker(MachineId machine, SpoolReader spool) {
        return new VaultWorker(vault, machine, generation, writer, clock, spool)::perform;
    }
}

package io.leeward.replication.session;

import io.leeward.kernel.Issue;
import io.leeward.model.Position;
import io.leeward.vault.epoch.Coverage;
import java.util.Optional;

/**
 * What this server has of a disk whose line has an epoch, as a hello is judged.
 *
 * @param epoch current epoch of the line
 * @param coverage how that epoch began
 * @param parent state from which it began
 * @param diskBytes size of the disk in that epoch
 * @param held whether this very spool took the epoch and still knows so
 * @param damage why what the spool holds does not go on without a gap, if it does not
 * @param durable highest sequence durable in the spool or stored
 * @param stored highest sequence up to which the epoch is contiguous in the vault
 * @param complete whether the initial copy or comparison that the epoch began with is known to have been completed
 */
public record DiskBasis(
        long epoch,
        Coverage coverage,
        Optional<Position> parent,
        long diskBytes,
        boolean held,
        Optional<Issue> damage,
        long durable,
        long stored,
        boolean complete) {

    boolean healthy() {
        return held && damage.isEmpty();
    }

    boolean untouched() {
        return durable == 0 && stored == 0;
    }
}

package io.leeward.operations.jobs;

import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.operations.recover.RecoveredDisk;
import io.leeward.operations.vaults.CheckReport;
import java.time.Instant;
import java.util.List;

/** What a job brought about. */
public sealed interface JobResult {
    /** Nothing to tell beyond the state. */
    record None() implements JobResult {}

    /** A recovery point was cut and is recoverable. */
    record PointCut(PointId point, PointKind kind, Instant cutAt) implements JobResult {}

    /**
     * A point was written to files.
     *
     * @param unsentBytes what a spool holds that is not in the vault, and so in none of its points
     */
    record FilesRecovered(PointId point, List<RecoveredDisk> disks, long unsentBytes) implements JobResult {
        public FilesRecovered {
            disks = List.copyOf(disks);
        }
    }

    /** The vault was checked. */
    record Checked(CheckReport report) implements JobResult {}
}

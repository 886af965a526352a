package io.leeward.operations.recover;

import io.leeward.kernel.Outcome;
import io.leeward.model.JobId;

/** Commands that bring data back. */
public interface Recoveries {
    /** Starts writing a point to files; the job's result is {@code FilesRecovered}. */
    Outcome<JobId> toFiles(RecoverToFiles command);
}

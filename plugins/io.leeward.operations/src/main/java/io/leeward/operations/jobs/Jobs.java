package io.leeward.operations.jobs;

import io.leeward.kernel.Outcome;
import io.leeward.model.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Commands and queries about jobs. */
public interface Jobs {
    /** The most recent jobs, newest first, at most {@code limit}. */
    List<JobView> list(int limit);

    Optional<JobView> find(JobId job);

    /**
     * Waits until the job has ended or the time is over, and returns it as it then is; empty when there is no such job.
     */
    Optional<JobView> await(JobId job, Duration limit);

    /** Asks a job to stop at its next safe place. Refused when it has ended or cannot be cancelled. */
    Outcome<JobView> cancel(JobId job);

    /** Goes on with a job that failed or was interrupted. Refused when it cannot be resumed. */
    Outcome<JobId> resume(JobId job);
}

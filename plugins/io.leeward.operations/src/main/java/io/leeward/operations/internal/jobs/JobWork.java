package io.leeward.operations.internal.jobs;

import io.leeward.operations.jobs.JobResult;

/** Carries out a job on a thread of the runner. */
@FunctionalInterface
public interface JobWork {
    /**
     * Does all steps.
     *
     * @throws io.leeward.kernel.IssueException when the job failed
     * @throws JobCancelled when it ended because it was asked to
     */
    JobResult run(JobRun run);
}

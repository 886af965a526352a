package io.leeward.operations.internal.jobs;

import io.leeward.kernel.Outcome;
import io.leeward.kernel.Progress;
import io.leeward.model.JobId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What the work of a job sees of its runner. Used by the job's thread; the progress by any thread. */
public interface JobRun {
    JobId job();

    /** What the job was asked to do. */
    String argument(String name);

    /** Does a step: it is shown as running, then as succeeded, failed or cancelled. */
    <T> T step(String name, Function<Progress, T> work);

    /** Shows a step as not needed. */
    void skip(String name, String why);

    /**
     * Waits for an answer within a step.
     *
     * @param bound longest wait
     * @return the value of a success
     * @throws io.leeward.kernel.IssueException with the issue of any other outcome, or when the bound is over
     * @throws JobCancelled when the job was asked to stop; what is waited for goes on
     */
    <T> T await(CompletionStage<Outcome<T>> answer, Duration bound, String whatFor);

    /**
     * Waits within a step until a condition holds that is cheap to look at.
     *
     * @return false when the bound is over
     * @throws JobCancelled when the job was asked to stop
     */
    boolean awaitUntil(java.util.function.BooleanSupplier condition, Duration bound);
}

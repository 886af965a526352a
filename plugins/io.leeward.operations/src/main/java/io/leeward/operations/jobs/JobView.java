package io.leeward.operations.jobs;

import io.leeward.kernel.Issue;
import io.leeward.model.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job at one moment.
 *
 * @param id the job
 * @param name what it does, as the field calls it, for example {@code Enable replication}
 * @param target what it is done to, for example a machine's name
 * @param state how it stands
 * @param startedAt when it was asked for
 * @param endedAt when it ended
 * @param issue why it failed
 * @param cancellable whether it can be cancelled now
 * @param steps its steps, in order
 * @param result what it brought about; {@link JobResult.None} until it succeeded
 */
public record JobView(
        JobId id,
        String name,
        String target,
        JobState state,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Issue> issue,
        boolean cancellable,
        List<StepView> steps,
        JobResult result) {
    public JobView {
        steps = List.copyOf(steps);
    }
}

package io.leeward.operations.state;

import io.leeward.kernel.Issue;
import io.leeward.model.JobId;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.StepView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as it is kept, with all that is needed to show it and to go on with it after a restart.
 *
 * @param id the job
 * @param kind which code carries it out, for example {@code enable-replication}
 * @param name what it does, as the field calls it
 * @param target what it is done to, for example a machine's name
 * @param arguments what it was asked to do, as text (JSON) that its kind understands; without secrets
 * @param state how it stands
 * @param startedAt when it was asked for
 * @param endedAt when it ended; present exactly when the state is an ended one
 * @param issue why it failed
 * @param cancellable whether it can be cancelled now
 * @param cancelRequested whether an operator asked it to stop
 * @param steps its steps, in order
 * @param result what it brought about, as text (JSON) that its kind understands; empty until it succeeded
 */
public record JobRecord(
        JobId id,
        String kind,
        String name,
        String target,
        String arguments,
        JobState state,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Issue> issue,
        boolean cancellable,
        boolean cancelRequested,
        List<StepView> steps,
        Optional<String> result) {
    public JobRecord {
        steps = List.copyOf(steps);
        if (kind.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("job " + id + " without kind or name");
        }
        if (state.ended() != endedAt.isPresent()) {
            throw new IllegalArgumentException("job " + id + " is " + state + " and ended at " + endedAt);
        }
    }
}

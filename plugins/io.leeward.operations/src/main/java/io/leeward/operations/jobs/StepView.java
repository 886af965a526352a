package io.leeward.operations.jobs;

import io.leeward.kernel.Issue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step of a job.
 *
 * @param name what it does, as the field calls it
 * @param state how it stands
 * @param detail what is being done now or was found, or empty
 * @param done units done
 * @param total units in all, or -1 while unknown
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param issue why it failed
 * @param steps steps within it
 */
public record StepView(
        String name,
        JobState state,
        String detail,
        long done,
        long total,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Issue> issue,
        List<StepView> steps) {
    public StepView {
        steps = List.copyOf(steps);
    }
}

package io.leeward.console.uitests.memory;

import io.leeward.kernel.Issue;
import io.leeward.model.JobId;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.jobs.StepView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job that goes through its steps, each in a number of ticks. Guarded by its engine. */
final class MemoryJob {
    /**
     * A step.
     *
     * @param ticks how long it takes
     * @param detail what is said while it runs
     */
    record Step(String name, long ticks, String detail) {}

    private final JobId id;
    private final String name;
    private final String target;
    private final List<Step> steps;
    private final Instant startedAt;
    private final Runnable done;
    private final List<Instant> stepStarts = new ArrayList<>();
    private JobState state = JobState.RUNNING;
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<Issue> issue = Optional.empty();
    private JobResult result = new JobResult.None();
    private int current;
    private long spent;

    MemoryJob(JobId id, String name, String target, Instant startedAt, List<Step> steps, Runnable done) {
        this.id = id;
        this.name = name;
        this.target = target;
        this.steps = List.copyOf(steps);
        this.startedAt = startedAt;
        this.done = done;
        stepStarts.add(startedAt);
    }

    JobId id() {
        return id;
    }

    boolean ended() {
        return state.ended();
    }

    void passed(Instant now) {
        if (ended() || ++spent < steps.get(current).ticks()) {
            return;
        }
        spent = 0;
        current++;
        stepStarts.add(now);
        if (current == steps.size()) {
            end(JobState.SUCCEEDED, now);
            done.run();
        }
    }

    void result(JobResult newResult) {
        result = newResult;
    }

    void cancel(Instant now) {
        end(JobState.CANCELLED, now);
    }

    void fail(Issue why, Instant now) {
        issue = Optional.of(why);
        end(JobState.FAILED, now);
    }

    JobView view() {
        List<StepView> views = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            views.add(view(i));
        }
        return new JobView(id, name, target, state, startedAt, endedAt, issue, !ended(), views, result);
    }

    private void end(JobState how, Instant now) {
        state = how;
        endedAt = Optional.of(now);
    }

    private StepView view(int index) {
        Step step = steps.get(index);
        boolean here = index == current;
        JobState how =
                index < current ? JobState.SUCCEEDED : here ? state : ended() ? JobState.SKIPPED : JobState.WAITING;
        return new StepView(
                step.name(),
                how,
                here && !ended() ? step.detail() : "",
                index < current ? step.ticks() : here ? spent : 0,
                step.ticks(),
                index < stepStarts.size() ? Optional.of(stepStarts.get(index)) : Optional.empty(),
                index + 1 < stepStarts.size()
                        ? Optional.of(stepStarts.get(index + 1))
                        : here ? endedAt : Optional.empty(),
                here ? issue : Optional.empty(),
                List.of());
    }
}

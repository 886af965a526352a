package io.leeward.operations.internal.jobs;

import io.leeward.kernel.Issue;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.StepView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A step of a job that runs. Guarded by its {@link LiveJob}. */
final class LiveStep {
    private final String name;
    private JobState state = JobState.WAITING;
    private String detail = "";
    private long done;
    private long total = -1;
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<Issue> issue = Optional.empty();

    LiveStep(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void begin(Instant now) {
        state = JobState.RUNNING;
        startedAt = Optional.of(now);
    }

    void at(long unitsDone, long unitsTotal) {
        done = Math.max(0, unitsDone);
        total = unitsTotal < 0 ? -1 : unitsTotal;
    }

    void detail(String text) {
        detail = text;
    }

    void end(JobState how, Optional<Issue> why, Instant now) {
        state = how;
        issue = why;
        endedAt = Optional.of(now);
    }

    boolean running() {
        return state == JobState.RUNNING;
    }

    StepView view() {
        return new StepView(name, state, detail, done, total, startedAt, endedAt, issue, List.of());
    }
}

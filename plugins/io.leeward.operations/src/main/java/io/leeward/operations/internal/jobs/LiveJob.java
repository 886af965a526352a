package io.leeward.operations.internal.jobs;

import io.leeward.kernel.Issue;
import io.leeward.model.JobId;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.StepView;
import io.leeward.operations.state.JobRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A job that waits for its turn or runs in this engine. Safe for use by many threads. */
final class LiveJob {
    private final JobRecord order;
    private final JobKind kind;
    private final List<LiveStep> steps = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private JobState state = JobState.WAITING;
    private boolean cancelRequested;
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<Issue> issue = Optional.empty();
    private Optional<String> result = Optional.empty();

    LiveJob(JobRecord order, JobKind kind) {
        this.order = order;
        this.kind = kind;
        this.cancelRequested = order.cancelRequested();
        kind.steps().forEach(name -> steps.add(new LiveStep(name)));
    }

    JobId id() {
        return order.id();
    }

    JobKind kind() {
        return kind;
    }

    String arguments() {
        return order.arguments();
    }

    synchronized boolean cancelRequested() {
        return cancelRequested;
    }

    /** Notes the wish to cancel; false when the job has ended. */
    synchronized boolean requestCancel() {
        if (state.ended()) {
            return false;
        }
        cancelRequested = true;
        return true;
    }

    synchronized void begin() {
        state = JobState.RUNNING;
    }

    synchronized void beginStep(String name, Instant now) {
        step(name).begin(now);
    }

    synchronized void endStep(String name, JobState how, Optional<Issue> why, Instant now) {
        step(name).end(how, why, now);
    }

    synchronized void skipStep(String name, String why, Instant now) {
        step(name).detail(why);
        step(name).end(JobState.SKIPPED, Optional.empty(), now);
    }

    /** Reports of a step that ended come too late and are dropped. */
    synchronized void progress(String name, long done, long total) {
        if (step(name).running()) {
            step(name).at(done, total);
        }
    }

    synchronized void detail(String name, String text) {
        if (step(name).running()) {
            step(name).detail(text);
        }
    }

    synchronized void succeed(JobResult value, Instant now) {
        result = JobText.result(value);
        end(JobState.SUCCEEDED, Optional.empty(), now);
    }

    synchronized void end(JobState how, Optional<Issue> why, Instant now) {
        state = how;
        issue = why;
        endedAt = Optional.of(now);
    }

    /** Lets those who wait go on; called after the end is durable. */
    void announceEnd() {
        ended.countDown();
    }

    boolean awaitEnd(java.time.Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    synchronized JobRecord record() {
        List<StepView> views = steps.stream().map(LiveStep::view).toList();
        return new JobRecord(
                order.id(),
                order.kind(),
                order.name(),
                order.target(),
                order.arguments(),
                state,
                order.startedAt(),
                endedAt,
                issue,
                cancellable(),
                cancelRequested,
                views,
                result);
    }

    private boolean cancellable() {
        return kind.traits().cancellable() && !state.ended() && !cancelRequested;
    }

    private LiveStep step(String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("job " + order.kind() + " has no step " + name));
    }
}

package io.leeward.operations.internal.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.JobId;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.jobs.StepView;
import io.leeward.operations.state.JobRecord;
import io.leeward.operations.state.JobStore;
import io.leeward.operations.state.MemoryControlState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobRunnerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Issue BROKEN = Issue.of("BROKEN", Issue.Kind.FAILED, "It broke.", "Mend it.");

    private final JobStore store = new MemoryControlState().jobs();
    private final Random random = new Random(1);
    private JobRunner runner = runner();

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aJobShowsItsStepsAndKeepsItsResult() {
        Instant cutAt = NOW.minusSeconds(5);
        define("cut", List.of("Freeze", "Thaw"), run -> {
            run.step("Freeze", progress -> {
                progress.at(3, 4);
                progress.step("Freezing file systems.");
                return 0;
            });
            run.skip("Thaw", "Nothing was frozen.");
            return new JobResult.PointCut(new PointId("p1"), PointKind.CRASH_CONSISTENT, cutAt);
        });
        JobView ended = finished(start("cut"));
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.result())
                .isEqualTo(new JobResult.PointCut(new PointId("p1"), PointKind.CRASH_CONSISTENT, cutAt));
        assertThat(ended.steps()).extracting(StepView::state).containsExactly(JobState.SUCCEEDED, JobState.SKIPPED);
        assertThat(ended.steps().getFirst().detail()).isEqualTo("Freezing file systems.");
        assertThat(ended.steps().getFirst().done()).isEqualTo(3);
    }

    @Test
    void aFailureIsKeptWithItsStepAndItsIssue() {
        define("break", List.of("One", "Two"), run -> {
            run.step("One", progress -> {
                throw new IssueException(BROKEN);
            });
            return new JobResult.None();
        });
        JobView ended = finished(start("break"));
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.issue()).contains(BROKEN);
        assertThat(ended.steps()).extracting(StepView::state).containsExactly(JobState.FAILED, JobState.WAITING);
    }

    @Test
    void aFaultOfTheProgramIsToldAsOneWithoutItsText() {
        define("bug", List.of("One"), run -> {
            throw new IllegalStateException("secret detail");
        });
        JobView ended = finished(start("bug"));
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.issue().orElseThrow().sentence()).contains("INTERNAL").doesNotContain("secret");
    }

    @Test
    void cancellingStopsAWaitAndIsKept() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Outcome<String>> never = new CompletableFuture<>();
        define("wait", List.of("Wait"), run -> {
            run.step("Wait", progress -> {
                waiting.countDown();
                return run.await(never, PATIENCE, "an answer");
            });
            return new JobResult.None();
        });
        JobId job = start("wait");
        waiting.await();
        assertThat(runner.cancel(job)).isInstanceOf(Outcome.Done.class);
        JobView ended = finished(job);
        assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
        assertThat(ended.steps().getFirst().state()).isEqualTo(JobState.CANCELLED);
        assertThat(runner.cancel(job)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aWaitThatTakesTooLongFailsWithWhatWasWaitedFor() {
        define("wait", List.of("Wait"), run -> {
            run.step(
                    "Wait",
                    progress -> run.await(new CompletableFuture<Outcome<String>>(), Duration.ZERO, "the agent"));
            return new JobResult.None();
        });
        JobView ended = finished(start("wait"));
        assertThat(ended.issue().orElseThrow().message()).contains("the agent");
    }

    @Test
    void jobsThatChangeTheSameThingDoNotRunSideBySide() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        define("long", List.of("Wait"), run -> {
            run.awaitUntil(() -> go.getCount() == 0, PATIENCE);
            return new JobResult.None();
        });
        JobId first = exclusive("long").orThrow();
        assertThat(runner.runningFor("m1")).contains("long");
        assertThat(exclusive("long")).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(
                        refused.issue().message())
                .isEqualTo("\"long\" is running for db-01."));
        go.countDown();
        finished(first);
        assertThat(finished(exclusive("long").orThrow()).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aFailedJobCanBeResumedUnderItsOwnIdentifier() {
        AtomicInteger attempts = new AtomicInteger();
        define("flaky", List.of("Try"), run -> {
            run.step("Try", progress -> {
                if (attempts.incrementAndGet() == 1) {
                    throw new IssueException(BROKEN);
                }
                return 0;
            });
            return new JobResult.None();
        });
        JobId job = start("flaky");
        assertThat(finished(job).state()).isEqualTo(JobState.FAILED);
        assertThat(runner.resume(job)).isEqualTo(Outcome.done(job));
        JobView ended = finished(job);
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.issue()).isEmpty();
        assertThat(runner.resume(job)).isInstanceOf(Outcome.Refused.class);
        assertThat(runner.resume(new JobId("nobody")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.issue().kind()).isEqualTo(Issue.Kind.NOT_FOUND));
    }

    @Test
    void aRestartGoesOnWithSomeJobsAndMarksTheOthersAsInterrupted() throws Exception {
        CountDownLatch reached = new CountDownLatch(2);
        JobWork untilTheEngineStops = run -> {
            reached.countDown();
            run.awaitUntil(() -> false, PATIENCE);
            return new JobResult.None();
        };
        runner.register("going-on", "going-on", List.of("Wait"), true, true, true, untilTheEngineStops);
        runner.register("given-up", "given-up", List.of("Wait"), true, true, false, untilTheEngineStops);
        JobId goingOn = start("going-on");
        JobId givenUp = start("given-up");
        reached.await();
        runner.close();

        runner = runner();
        runner.register("going-on", "going-on", List.of("Wait"), true, true, true, run -> new JobResult.None());
        runner.register("given-up", "given-up", List.of("Wait"), true, true, false, run -> new JobResult.None());
        runner.takeUp();
        assertThat(finished(goingOn).state()).isEqualTo(JobState.SUCCEEDED);
        JobView interrupted = runner.find(givenUp).orElseThrow();
        assertThat(interrupted.state()).isEqualTo(JobState.FAILED);
        assertThat(interrupted.issue().orElseThrow().code()).isEqualTo("JOB-INTERRUPTED");
        assertThat(runner.resume(givenUp)).isInstanceOf(Outcome.Done.class);
        assertThat(finished(givenUp).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void progressIsVisibleWhileItIsNotYetKept() throws Exception {
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        define("copy", List.of("Copy"), run -> {
            run.step("Copy", progress -> {
                progress.at(1, 2);
                reported.countDown();
                return run.awaitUntil(() -> go.getCount() == 0, PATIENCE);
            });
            return new JobResult.None();
        });
        JobId job = start("copy");
        reported.await();
        assertThat(runner.find(job).orElseThrow().steps().getFirst().done()).isEqualTo(1);
        assertThat(store.find(job).orElseThrow().value().steps().getFirst().done())
                .isZero();
        go.countDown();
        assertThat(finished(job).state()).isEqualTo(JobState.SUCCEEDED);
    }

    private JobRunner runner() {
        return new JobRunner(store, new Ids(random::nextBytes), () -> NOW, System::nanoTime, JobRunnerTest::ignore);
    }

    private static void ignore(JobRecord record) {
        assertThat(record.kind()).isNotBlank();
    }

    private void define(String kind, List<String> steps, JobWork work) {
        runner.register(kind, kind, steps, true, true, false, work);
    }

    private JobId start(String kind) {
        return runner.start(new JobOrder(kind, "db-01", Optional.empty(), Map.of()))
                .orThrow();
    }

    private Outcome<JobId> exclusive(String kind) {
        return runner.start(new JobOrder(kind, "db-01", Optional.of("m1"), Map.of()));
    }

    private JobView finished(JobId job) {
        JobView view = runner.await(job, PATIENCE).orElseThrow();
        assertThat(view.state().ended()).isTrue();
        return view;
    }
}

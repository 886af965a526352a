package io.leeward.operations.internal.jobs;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Progress;
import io.leeward.kernel.Ticker;
import io.leeward.model.JobId;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.state.JobRecord;
import io.leeward.operations.state.JobStore;
import io.leeward.operations.state.SaveResult;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Connects the work of one job with its record. */
final class RunningJob implements JobRun {
    /** Shortest time between two saves of mere progress. */
    static final Duration SAVE_PERIOD = Duration.ofSeconds(1);

    /** Shortest time between two tellings of mere progress. */
    static final Duration TELL_PERIOD = Duration.ofMillis(250);

    /** Time between two looks at the wish to cancel during a wait. */
    static final Duration LOOK_PERIOD = Duration.ofMillis(100);

    private final LiveJob job;
    private final JobStore store;
    private final Clock clock;
    private final Ticker ticker;
    private final Consumer<JobRecord> changed;
    private final BooleanSupplier closing;
    private final Map<String, String> arguments;
    private final AtomicLong savedAt;
    private final AtomicLong toldAt;
    private long version;

    RunningJob(
            LiveJob job,
            long version,
            JobStore store,
            Clock clock,
            Ticker ticker,
            Consumer<JobRecord> changed,
            BooleanSupplier closing) {
        this.job = job;
        this.version = version;
        this.store = store;
        this.clock = clock;
        this.ticker = ticker;
        this.changed = changed;
        this.closing = closing;
        this.arguments = JobText.arguments(job.arguments());
        this.savedAt = new AtomicLong(ticker.nanos());
        this.toldAt = new AtomicLong(ticker.nanos());
    }

    LiveJob live() {
        return job;
    }

    Map<String, String> arguments() {
        return arguments;
    }

    /** Makes the present state durable. */
    synchronized void save() {
        JobRecord record = job.record();
        savedAt.set(ticker.nanos());
        switch (store.update(record, version)) {
            case SaveResult.Saved(long next) -> version = next;
            case SaveResult.Stale() -> saveOver(record);
            case SaveResult.Taken() -> throw new IllegalStateException("job " + record.id() + " is taken");
        }
        changed.accept(record);
    }

    /** Only this engine runs the job, so what it says holds, whoever else wrote. */
    private void saveOver(JobRecord record) {
        store.find(record.id()).ifPresent(found -> {
            if (store.update(record, found.version()) instanceof SaveResult.Saved(long next)) {
                version = next;
            }
        });
    }

    void stopIfAsked() {
        if (stopWanted()) {
            throw new JobCancelled();
        }
    }

    private boolean stopWanted() {
        return job.cancelRequested() || closing.getAsBoolean();
    }

    @Override
    public JobId job() {
        return job.id();
    }

    @Override
    public String argument(String name) {
        return arguments.getOrDefault(name, "");
    }

    @Override
    public <T> T step(String name, Function<Progress, T> work) {
        stopIfAsked();
        job.beginStep(name, clock.now());
        save();
        try {
            T value = work.apply(progress(name));
            job.endStep(name, JobState.SUCCEEDED, Optional.empty(), clock.now());
            save();
            return value;
        } catch (JobCancelled e) {
            job.endStep(name, JobState.CANCELLED, Optional.empty(), clock.now());
            throw e;
        } catch (IssueException e) {
            job.endStep(name, JobState.FAILED, Optional.of(e.issue()), clock.now());
            throw e;
        } catch (RuntimeException e) {
            job.endStep(name, JobState.FAILED, Optional.empty(), clock.now());
            throw e;
        }
    }

    @Override
    public void skip(String name, String why) {
        job.skipStep(name, why, clock.now());
        save();
    }

    @Override
    public <T> T await(CompletionStage<Outcome<T>> answer, Duration bound, String whatFor) {
        AtomicReference<Outcome<T>> outcome = new AtomicReference<>();
        AtomicReference<Throwable> fault = new AtomicReference<>();
        CountDownLatch answered = new CountDownLatch(1);
        answer.whenComplete((value, thrown) -> {
            outcome.set(value);
            fault.set(thrown);
            answered.countDown();
        });
        if (!look(answered, () -> answered.getCount() == 0, bound)) {
            throw new IssueException(Issue.of(
                    "TIME-OVER",
                    Issue.Kind.FAILED,
                    "There was no answer within " + bound.toSeconds() + " s: " + whatFor + ".",
                    "Try again later."));
        }
        if (fault.get() != null) {
            throw new IllegalStateException(whatFor, fault.get());
        }
        return outcome.get().orThrow();
    }

    @Override
    public boolean awaitUntil(BooleanSupplier condition, Duration bound) {
        return look(new CountDownLatch(1), condition, bound);
    }

    private boolean look(CountDownLatch wake, BooleanSupplier condition, Duration bound) {
        long deadline = ticker.nanos() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            stopIfAsked();
            if (ticker.nanos() - deadline >= 0) {
                return false;
            }
            try {
                wake.await(LOOK_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a job", e);
            }
        }
        return true;
    }

    private Progress progress(String step) {
        return new Progress() {
            @Override
            public void at(long done, long total) {
                job.progress(step, done, total);
                reported();
            }

            @Override
            public void step(String text) {
                job.detail(step, text);
                reported();
            }

            @Override
            public boolean cancelled() {
                return stopWanted();
            }
        };
    }

    private void reported() {
        long now = ticker.nanos();
        long saved = savedAt.get();
        if (now - saved >= SAVE_PERIOD.toNanos() && savedAt.compareAndSet(saved, now)) {
            save();
            return;
        }
        long told = toldAt.get();
        if (now - told >= TELL_PERIOD.toNanos() && toldAt.compareAndSet(told, now)) {
            changed.accept(job.record());
        }
    }
}

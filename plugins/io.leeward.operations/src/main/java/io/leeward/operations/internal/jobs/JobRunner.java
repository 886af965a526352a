package io.leeward.operations.internal.jobs;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Ticker;
import io.leeward.model.JobId;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.jobs.Jobs;
import io.leeward.operations.state.JobRecord;
import io.leeward.operations.state.JobStore;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.Versioned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs on a small pool and keeps them: a job is durable before it begins, its steps as they end, its progress at
 * most once a second. A job is asked to stop by a flag; no thread is ever interrupted, because it may be inside the
 * control store.
 */
public final class JobRunner implements Jobs, AutoCloseable {
    /** Jobs that run side by side. */
    static final int MOST_RUNNING = 8;

    /** Jobs that wait for their turn. */
    static final int MOST_WAITING = 256;

    /** Ended jobs that are kept. */
    static final int KEPT_ENDED = 1000;

    /** Longest wait for running jobs when the engine stops. */
    static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    /** Longest time that one call of {@link #await} waits. */
    static final Duration LONGEST_AWAIT = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final JobStore store;
    private final Ids ids;
    private final Clock clock;
    private final Ticker ticker;
    private final Consumer<JobRecord> changed;
    private final Map<String, JobKind> kinds = new TreeMap<>();
    private final Map<JobId, RunningJob> live = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor pool;
    private volatile boolean closing;

    /** @param changed is told about each change of a job; returns quickly */
    public JobRunner(JobStore store, Ids ids, Clock clock, Ticker ticker, Consumer<JobRecord> changed) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.ticker = ticker;
        this.changed = changed;
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                MOST_RUNNING, MOST_RUNNING, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "leeward-job-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /** Makes a kind of job known; before any job of it is started. */
    public void register(
            String id,
            String name,
            List<String> steps,
            boolean cancellable,
            boolean resumable,
            boolean restarted,
            JobWork work) {
        kinds.put(id, new JobKind(id, name, steps, new JobKind.Traits(cancellable, resumable, restarted), work));
    }

    /** Starts a job; it is durable when this returns. */
    public synchronized Outcome<JobId> start(JobOrder order) {
        Optional<String> running = order.exclusive().flatMap(this::runningFor);
        if (running.isPresent()) {
            return Outcome.refused(Issue.of(
                    "JOB-RUNNING",
                    Issue.Kind.NOT_ALLOWED,
                    "\"" + running.get() + "\" is running for " + order.target() + ".",
                    "Wait until it has ended or cancel it."));
        }
        JobKind kind = kinds.get(order.kind());
        Map<String, String> arguments = new TreeMap<>(order.arguments());
        order.exclusive().ifPresent(key -> arguments.put(JobOrder.EXCLUSIVE, key));
        JobRecord record = new JobRecord(
                new JobId(ids.next()),
                kind.id(),
                kind.name(),
                order.target(),
                JobText.arguments(arguments),
                JobState.WAITING,
                clock.now(),
                Optional.empty(),
                Optional.empty(),
                kind.traits().cancellable(),
                false,
                List.of(),
                Optional.empty());
        if (!(store.insert(record) instanceof SaveResult.Saved(long version))) {
            throw new IllegalStateException("a fresh job identifier is taken");
        }
        return submit(record, version, kind);
    }

    /** Name of the job that runs under this exclusive name, if any. */
    public Optional<String> runningFor(String exclusive) {
        return live.values().stream()
                .filter(job -> exclusive.equals(job.arguments().get(JobOrder.EXCLUSIVE)))
                .map(job -> job.live().kind().name())
                .findFirst();
    }

    /** Takes up what an earlier run of the engine left undone: goes on with it or marks it as interrupted. */
    public void takeUp() {
        for (Versioned<JobRecord> found : store.unended()) {
            JobRecord record = found.value();
            JobKind kind = kinds.get(record.kind());
            if (kind != null && kind.traits().restarted() && !record.cancelRequested()) {
                submit(record, found.version(), kind);
            } else {
                store.update(interrupted(record), found.version());
            }
        }
        store.prune(KEPT_ENDED);
    }

    @Override
    public List<JobView> list(int limit) {
        List<JobView> views = new ArrayList<>();
        store.list(limit).forEach(found -> views.add(view(fresh(found.value()))));
        return views;
    }

    @Override
    public Optional<JobView> find(JobId job) {
        return store.find(job).map(found -> view(fresh(found.value())));
    }

    @Override
    public Optional<JobView> await(JobId job, Duration limit) {
        RunningJob running = live.get(job);
        if (running != null) {
            try {
                running.live().awaitEnd(limit.compareTo(LONGEST_AWAIT) < 0 ? limit : LONGEST_AWAIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return find(job);
    }

    @Override
    public Outcome<JobView> cancel(JobId job) {
        Optional<JobView> found = find(job);
        if (found.isEmpty()) {
            return Outcome.refused(unknown(job));
        }
        RunningJob running = live.get(job);
        if (running == null || found.get().state().ended()) {
            return Outcome.refused(notAllowed(found.get(), "has ended and cannot be cancelled"));
        }
        if (!running.live().kind().traits().cancellable()) {
            return Outcome.refused(notAllowed(found.get(), "cannot be cancelled"));
        }
        if (running.live().requestCancel()) {
            running.save();
        }
        return Outcome.done(view(running.live().record()));
    }

    @Override
    public synchronized Outcome<JobId> resume(JobId job) {
        Optional<Versioned<JobRecord>> found = store.find(job);
        if (found.isEmpty()) {
            return Outcome.refused(unknown(job));
        }
        JobRecord record = found.get().value();
        JobKind kind = kinds.get(record.kind());
        boolean stopped = record.state() == JobState.FAILED || record.state() == JobState.CANCELLED;
        if (!stopped || kind == null || !kind.traits().resumable()) {
            String why = stopped ? "cannot be resumed; start it again instead" : "has not failed";
            return Outcome.refused(notAllowed(view(record), why));
        }
        Optional<String> other = Optional.ofNullable(
                        JobText.arguments(record.arguments()).get(JobOrder.EXCLUSIVE))
                .flatMap(this::runningFor);
        if (other.isPresent()) {
            return Outcome.refused(notAllowed(view(record), "has to wait until \"" + other.get() + "\" has ended"));
        }
        return submit(reopened(record), found.get().version(), kind);
    }

    /** Asks all jobs to stop and waits for them; those that go on after a restart stay undone. */
    @Override
    public void close() {
        closing = true;
        pool.shutdown();
        try {
            if (!pool.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().addKeyValue("jobs", live.size()).log("Jobs still run at the end of the engine");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome<JobId> submit(JobRecord record, long version, JobKind kind) {
        RunningJob running =
                new RunningJob(new LiveJob(record, kind), version, store, clock, ticker, changed, () -> closing);
        live.put(record.id(), running);
        running.save();
        try {
            pool.execute(() -> carryOut(running));
        } catch (RejectedExecutionException e) {
            Issue issue = Issue.of(
                    "JOB-QUEUE-FULL",
                    Issue.Kind.NOT_ALLOWED,
                    "\"" + kind.name() + "\" was not started, because " + MOST_WAITING + " jobs are waiting already.",
                    "Wait until some of them have ended.");
            end(running, () -> running.live().end(JobState.FAILED, Optional.of(issue), clock.now()));
            return Outcome.refused(issue);
        }
        return Outcome.done(record.id());
    }

    private void carryOut(RunningJob running) {
        LiveJob job = running.live();
        if (closing) {
            live.remove(job.id());
            return;
        }
        try {
            running.stopIfAsked();
            job.begin();
            running.save();
            JobResult result = job.kind().work().run(running);
            end(running, () -> job.succeed(result, clock.now()));
        } catch (JobCancelled e) {
            leave(running);
        } catch (IssueException e) {
            end(running, () -> job.end(JobState.FAILED, Optional.of(e.issue()), clock.now()));
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("job", job.id())
                    .addKeyValue("kind", job.kind().id())
                    .setCause(e)
                    .log("Job stopped by a fault of the program");
            end(running, () -> job.end(JobState.FAILED, Optional.of(fault(job)), clock.now()));
        }
    }

    private void leave(RunningJob running) {
        LiveJob job = running.live();
        if (closing && !job.cancelRequested()) {
            live.remove(job.id());
            job.announceEnd();
        } else {
            end(running, () -> job.end(JobState.CANCELLED, Optional.empty(), clock.now()));
        }
    }

    private void end(RunningJob running, Runnable how) {
        how.run();
        try {
            running.save();
        } finally {
            live.remove(running.live().id());
            running.live().announceEnd();
        }
    }

    /** The record with what this engine knows beyond what is kept. */
    private JobRecord fresh(JobRecord kept) {
        RunningJob running = live.get(kept.id());
        return running == null ? kept : running.live().record();
    }

    private JobRecord interrupted(JobRecord record) {
        Issue issue = Issue.of(
                "JOB-INTERRUPTED",
                Issue.Kind.FAILED,
                "The engine stopped while \"" + record.name() + "\" was running.",
                "Resume the job or start it again.");
        return new JobRecord(
                record.id(),
                record.kind(),
                record.name(),
                record.target(),
                record.arguments(),
                record.cancelRequested() ? JobState.CANCELLED : JobState.FAILED,
                record.startedAt(),
                Optional.of(clock.now()),
                record.cancelRequested() ? Optional.empty() : Optional.of(issue),
                false,
                record.cancelRequested(),
                record.steps(),
                Optional.empty());
    }

    private static JobRecord reopened(JobRecord record) {
        return new JobRecord(
                record.id(),
                record.kind(),
                record.name(),
                record.target(),
                record.arguments(),
                JobState.WAITING,
                record.startedAt(),
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                record.steps(),
                Optional.empty());
    }

    private static JobView view(JobRecord record) {
        return new JobView(
                record.id(),
                record.name(),
                record.target(),
                record.state(),
                record.startedAt(),
                record.endedAt(),
                record.issue(),
                record.cancellable(),
                record.steps(),
                JobText.result(record.result()));
    }

    private static Issue unknown(JobId job) {
        return Issue.of("JOB-UNKNOWN", Issue.Kind.NOT_FOUND, "There is no job " + job + ".", "List jobs to see them.");
    }

    private static Issue notAllowed(JobView job, String predicate) {
        return Issue.of(
                "JOB-STATE",
                Issue.Kind.NOT_ALLOWED,
                "\"" + job.name() + "\" for " + job.target() + " " + predicate + ".",
                "");
    }

    private static Issue fault(LiveJob job) {
        return Issue.of(
                "INTERNAL",
                Issue.Kind.FAILED,
                "\"" + job.kind().name() + "\" was stopped by a fault of the program.",
                "Look into the log of the engine and report it.");
    }
}

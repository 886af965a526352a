package io.leeward.replication.work;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Work that was handed out, and the repetition of what did not succeed: after the shortest delay first, doubled up to
 * the longest one; at the longest one from the beginning when a person has to change something first. Owned by the
 * replicator's loop.
 */
public final class WorkDesk {
    private final Ticker ticker;
    private final long shortestNanos;
    private final long longestNanos;
    private final BiConsumer<Long, VaultWork> hand;
    private final Consumer<Issue> delayed;
    private final Consumer<Issue> fenced;
    private final Consumer<Issue> moved;
    private final TreeMap<Long, Job> underWay = new TreeMap<>();
    private final List<Job> waiting = new ArrayList<>();
    private final List<Job> held = new ArrayList<>();
    private long lastId;

    /** A piece of work until its result was used or it was given up. */
    public static final class Job {
        private final VaultWork work;
        private final Consumer<WorkResult> then;
        private int failures;
        private long dueNanos;
        private Optional<Issue> trouble = Optional.empty();
        private boolean wanted = true;

        private Job(VaultWork work, Consumer<WorkResult> then) {
            this.work = work;
            this.then = then;
        }

        /** Gives the work up: a result that still comes is not used, and nothing is repeated. */
        public void giveUp() {
            wanted = false;
        }
    }

    /**
     * A desk without work.
     *
     * @param numbersFrom a random number: work of one desk is never taken for that of another one before it
     * @param hand passes work on with its number
     * @param delayed told the reason when a piece of work fails for the first time in a row
     * @param fenced told that somebody else owns what the work was for; such work is neither used nor repeated
     * @param moved told that the machine has to be loaded again; such work is neither used nor repeated
     */
    public WorkDesk(
            long numbersFrom,
            Ticker ticker,
            Duration shortest,
            Duration longest,
            BiConsumer<Long, VaultWork> hand,
            Consumer<Issue> delayed,
            Consumer<Issue> fenced,
            Consumer<Issue> moved) {
        lastId = numbersFrom;
        this.ticker = ticker;
        this.shortestNanos = shortest.toNanos();
        this.longestNanos = longest.toNanos();
        this.hand = hand;
        this.delayed = delayed;
        this.fenced = fenced;
        this.moved = moved;
    }

    /**
     * Hands out work, again and again until it succeeds; its result, unless the work was fenced off, goes to
     * {@code then}.
     */
    public Job ask(VaultWork work, Consumer<WorkResult> then) {
        Job job = new Job(work, then);
        if (underWay.values().stream().allMatch(other -> other.wanted)) {
            hand(job);
        } else {
            held.add(job);
        }
        return job;
    }

    private void hand(Job job) {
        underWay.put(++lastId, job);
        hand.accept(lastId, job.work);
    }

    /** Takes the result of work with this number; results of unknown numbers are ignored. */
    public void completed(long id, WorkResult result) {
        Job job = underWay.remove(id);
        if (job == null) {
            return;
        }
        if (!job.wanted) {
            handHeld();
            return;
        }
        switch (result) {
            case WorkResult.NotDone(Issue issue, Outcome.Retry retry) -> repeatLater(job, issue, retry);
            case WorkResult.FencedOff(Issue issue) -> fenced.accept(issue);
            case WorkResult.LineMoved(Issue issue) -> moved.accept(issue);
            default -> job.then.accept(result);
        }
    }

    private void handHeld() {
        if (underWay.values().stream().allMatch(other -> other.wanted)) {
            List<Job> ready = held.stream().filter(other -> other.wanted).toList();
            held.clear();
            ready.forEach(this::hand);
        }
    }

    private void repeatLater(Job job, Issue issue, Outcome.Retry retry) {
        long delay = retry == Outcome.Retry.AFTER_CHANGE ? longestNanos : shortestNanos << Math.min(job.failures, 20);
        job.failures++;
        job.dueNanos = ticker.nanos() + Math.min(delay, longestNanos);
        job.trouble = Optional.of(issue);
        waiting.add(job);
        if (job.failures == 1) {
            delayed.accept(issue);
        }
    }

    /** Hands out again what is due. */
    public void tick() {
        long now = ticker.nanos();
        List<Job> due = new ArrayList<>();
        for (Iterator<Job> jobs = waiting.iterator(); jobs.hasNext(); ) {
            Job job = jobs.next();
            if (!job.wanted) {
                jobs.remove();
            } else if (job.dueNanos - now <= 0) {
                jobs.remove();
                due.add(job);
            }
        }
        due.forEach(this::hand);
    }

    /** When {@link #tick} has something to do; empty while nothing waits. */
    public Optional<Long> wakeAtNanos() {
        return waiting.stream()
                .filter(job -> job.wanted)
                .map(job -> job.dueNanos)
                .min(Long::compare);
    }

    /** Why work is being repeated, if any is. */
    public Optional<Issue> trouble() {
        return java.util.stream.Stream.concat(waiting.stream(), underWay.values().stream())
                .filter(job -> job.wanted)
                .flatMap(job -> job.trouble.stream())
                .findFirst();
    }

    /**
     * Gives up everything. What is under way may still change the vault: what is asked for from now on is handed out
     * after it has ended, so that it finds the vault as it stays.
     */
    public void clear() {
        underWay.values().forEach(Job::giveUp);
        waiting.clear();
        held.clear();
    }
}

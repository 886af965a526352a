package io.leeward.replication.points;

import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.model.PointId;
import io.leeward.model.ReplicationPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * When points are cut: at the policy's intervals, counted from the beginning of the cut before, and when somebody asks.
 * A scheduled cut that did not succeed is repeated after a delay that doubles up to the interval. Times are nanoseconds
 * of one ticker. Owned by the loop.
 */
public final class CutSchedule {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    private final Ids ids;
    private final int most;
    private final ArrayDeque<CutRequest> asked = new ArrayDeque<>();
    private long crashEvery;
    private long appEvery;
    private boolean begun;
    private long nextCrash;
    private long nextApp;
    private int failures;
    private Optional<Issue> trouble = Optional.empty();

    /** A schedule that takes at most {@code most} requests beside its own cuts. */
    public CutSchedule(ReplicationPolicy policy, Ids ids, int most) {
        this.ids = ids;
        this.most = most;
        policy(policy, 0);
    }

    /** Goes by this policy from now on. */
    public void policy(ReplicationPolicy policy, long now) {
        crashEvery = policy.crashInterval().toNanos();
        appEvery = policy.appInterval().toNanos();
        nextCrash = Math.min(nextCrash, now + crashEvery);
        nextApp = Math.min(nextApp, now + appEvery);
    }

    /** Adds a request; false when too many wait. */
    public boolean ask(CutRequest request) {
        return asked.size() < most && asked.offer(request);
    }

    /** Requests that have not begun, which are forgotten. */
    public List<CutRequest> takeAsked() {
        List<CutRequest> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    /** The cut to begin now, if one is due; asked only while the machine can be cut. */
    public Optional<CutRequest> due(long now) {
        if (!begun) {
            begun = true;
            nextCrash = now;
            nextApp = now + appEvery;
        }
        if (!asked.isEmpty()) {
            return Optional.of(began(asked.poll(), now));
        }
        boolean app = appEvery > 0 && nextApp - now <= 0;
        if (!app && nextCrash - now > 0) {
            return Optional.empty();
        }
        return Optional.of(began(new CutRequest(new PointId(ids.next()), app, List.of(), Optional.empty()), now));
    }

    private CutRequest began(CutRequest request, long now) {
        nextCrash = now + crashEvery;
        if (request.appConsistent()) {
            nextApp = now + appEvery;
        }
        return request;
    }

    /** The cut succeeded on the machine. */
    public void cut() {
        failures = 0;
        trouble = Optional.empty();
    }

    /** The cut did not succeed; the next scheduled one comes earlier than the interval would have it. */
    public void failed(Issue why, long now) {
        long delay = FIRST_RETRY.toNanos() << Math.min(failures, 16);
        failures++;
        trouble = Optional.of(why);
        nextCrash = now + Math.min(delay, crashEvery);
    }

    /** When the next cut is due; empty before the first could be cut. */
    public Optional<Long> nextNanos() {
        if (!begun) {
            return Optional.empty();
        }
        return Optional.of(appEvery > 0 && nextApp - nextCrash < 0 ? nextApp : nextCrash);
    }

    /** Why the last cut did not succeed, until one does. */
    public Optional<Issue> trouble() {
        return trouble;
    }
}

package io.leeward.processserver.work;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Ticker;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out work in the vault on virtual threads: uploads as many at one time as go well, the rest in small fixed
 * numbers, each kind in the order in which it was handed in. Repeating what failed is the replicator's business.
 * Thread-safe.
 */
public final class WorkPool {
    /** Uploads at one time in the beginning. */
    public static final int FIRST_UPLOADS = 4;
    /** Uploads at one time at most; each holds one segment (8 MiB) in memory. */
    public static final int MOST_UPLOADS = 16;
    /** Reads of hashes at one time. */
    public static final int HASH_READS = 8;
    /** Claims, loads and moves of heads at one time. */
    public static final int OTHERS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(WorkPool.class);

    private final Ticker ticker;
    private final StageMeter meter;
    private final AdaptiveLimit uploads = new AdaptiveLimit(FIRST_UPLOADS, MOST_UPLOADS);
    private final AdaptiveLimit hashReads = new AdaptiveLimit(HASH_READS, HASH_READS);
    private final AdaptiveLimit others = new AdaptiveLimit(OTHERS, OTHERS);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int underWay;

    public WorkPool(Ticker ticker, StageMeter meter) {
        this.ticker = ticker;
        this.meter = meter;
    }

    /** Carries out work with a worker and hands the result on, both on another thread. */
    public void run(VaultWork work, Function<VaultWork, WorkResult> worker, Consumer<WorkResult> done) {
        count(1);
        Thread.ofVirtual().name("leeward-vault-work").start(() -> {
            WorkResult result = notDone("The work was not begun.");
            try {
                result = inTurn(work, worker);
            } finally {
                count(-1);
                done.accept(result);
            }
        });
    }

    private void count(int more) {
        lock.lock();
        try {
            underWay += more;
            if (underWay == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private WorkResult inTurn(VaultWork work, Function<VaultWork, WorkResult> worker) {
        AdaptiveLimit lane = lane(work);
        int stretch = lane.begin();
        long began = ticker.nanos();
        boolean congested = true;
        try {
            WorkResult result = carryOut(work, worker);
            congested = result instanceof WorkResult.NotDone(Issue issue, Outcome.Retry retry)
                    && retry == Outcome.Retry.LATER;
            return result;
        } finally {
            lane.end(stretch, congested);
            if (lane == uploads) {
                meter.busy(Stage.UPLOAD, ticker.nanos() - began);
            }
        }
    }

    private static WorkResult carryOut(VaultWork work, Function<VaultWork, WorkResult> worker) {
        try {
            return worker.apply(work);
        } catch (IssueException e) {
            return new WorkResult.NotDone(e.issue(), Outcome.Retry.LATER);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("work", work.getClass().getSimpleName())
                    .setCause(e)
                    .log("vault work failed");
            return notDone(String.valueOf(e.getMessage()));
        }
    }

    private static WorkResult notDone(String why) {
        return new WorkResult.NotDone(
                Issue.of(
                                "VAULT-WORK-FAILED",
                                Issue.Kind.FAILED,
                                "Something could not be done in the vault; it is tried again.",
                                "If this stays, look into the engine's log and report it.")
                        .because(why),
                Outcome.Retry.LATER);
    }

    private AdaptiveLimit lane(VaultWork work) {
        return switch (work) {
            case VaultWork.UploadSegment upload -> uploads;
            case VaultWork.ReadHashes hashes -> hashReads;
            case VaultWork.LoadMachine load -> others;
            case VaultWork.ClaimEpoch claim -> others;
            case VaultWork.PublishPoint publish -> others;
        };
    }

    /** How many uploads may run at one time now. */
    public int uploadsAtOnce() {
        return uploads.limit();
    }

    /** Waits until nothing runs; false when something still does after the limit. */
    public boolean awaitIdle(Duration limit) {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (underWay > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return underWay == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}

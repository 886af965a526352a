package io.leeward.processserver.link;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs short things when their time has come, on one daemon thread. Thread-safe. */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    /** A thing that is to run later. */
    interface Pending {
        void cancel();
    }

    Deadlines(String thread) {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(thread).factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Runs it after the delay; at once when this was closed. */
    Pending after(Duration delay, Runnable action) {
        try {
            var scheduled = timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            action.run();
            return () -> {};
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

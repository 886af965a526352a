package io.leeward.operations.internal.live;

import io.leeward.operations.live.LiveView;
import io.leeward.operations.live.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives snapshots to watchers: after something was marked as changed, or when {@link #STALE} is over, because ages grow
 * by themselves; at most one per {@link LiveView#PERIOD}, and none is made while nobody watches.
 */
public final class LiveDesk implements LiveView, AutoCloseable {
    /** Longest time between two snapshots given to a watcher. */
    static final Duration STALE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(LiveDesk.class);

    private final LongFunction<Snapshot> maker;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final AtomicLong version = new AtomicLong(1);
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "leeward-snapshots");
        thread.setDaemon(true);
        return thread;
    });
    private long given;
    private int quietPeriods;

    /** @param maker makes the snapshot of a version */
    public LiveDesk(LongFunction<Snapshot> maker) {
        this.maker = maker;
    }

    /** Begins to serve watchers. */
    public void start() {
        pulse.scheduleWithFixedDelay(this::beat, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something that a snapshot shows has changed. Cheap. */
    public void changed() {
        version.incrementAndGet();
    }

    @Override
    public Snapshot now() {
        return maker.apply(version.get());
    }

    @Override
    public AutoCloseable watch(Consumer<Snapshot> consumer) {
        Watcher watcher = new Watcher(consumer);
        watchers.add(watcher);
        pulse.execute(() -> give(watcher, now()));
        return () -> {
            watchers.remove(watcher);
            watcher.close();
        };
    }

    @Override
    public void close() {
        pulse.shutdown();
        watchers.clear();
    }

    private void beat() {
        long present = version.get();
        quietPeriods++;
        boolean stale = quietPeriods >= STALE.dividedBy(PERIOD);
        if (watchers.isEmpty() || (present == given && !stale)) {
            return;
        }
        given = stale ? version.incrementAndGet() : present;
        quietPeriods = 0;
        try {
            Snapshot snapshot = maker.apply(given);
            watchers.forEach(watcher -> give(watcher, snapshot));
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("No snapshot could be made");
        }
    }

    private void give(Watcher watcher, Snapshot snapshot) {
        try {
            watcher.give(snapshot);
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("A watcher of snapshots failed and is not called again");
            watchers.remove(watcher);
        }
    }

    /** Serializes calls with closing, so that none begins after it. */
    private static final class Watcher {
        private final Consumer<Snapshot> consumer;
        private boolean closed;

        Watcher(Consumer<Snapshot> consumer) {
            this.consumer = consumer;
        }

        synchronized void give(Snapshot snapshot) {
            if (!closed) {
                consumer.accept(snapshot);
            }
        }

        synchronized void close() {
            closed = true;
        }
    }
}

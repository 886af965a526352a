package io.leeward.operations.internal.live;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Issue;
import io.leeward.operations.live.EventLog;
import io.leeward.operations.live.EventView;
import io.leeward.operations.live.EventView.Severity;
import io.leeward.operations.state.EventStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what happens and tells it. Safe for use by many threads. */
public final class EventDesk implements EventLog {
    /** Events that are kept. */
    static final int KEPT = 100_000;

    /** Events between two prunings. */
    static final int PRUNE_EVERY = 1_000;

    /** Most events in one answer. */
    static final int LARGEST_LIST = 10_000;

    private final EventStore store;
    private final Clock clock;
    private final Runnable changed;
    private final AtomicInteger sincePruned = new AtomicInteger();

    /** @param changed is told that there is another event; returns quickly */
    public EventDesk(EventStore store, Clock clock, Runnable changed) {
        this.store = store;
        this.clock = clock;
        this.changed = changed;
    }

    public void info(String subject, String text) {
        append(Severity.INFO, subject, text, Optional.empty());
    }

    public void warning(String subject, Issue issue) {
        append(Severity.WARNING, subject, issue.message(), Optional.of(issue));
    }

    public void critical(String subject, Issue issue) {
        append(Severity.CRITICAL, subject, issue.message(), Optional.of(issue));
    }

    /** Number of the newest event. */
    public long newest() {
        return store.newest();
    }

    @Override
    public List<EventView> list(int limit, Optional<String> subject) {
        EventStore.Filter filter = subject.map(EventStore.Filter::about).orElse(EventStore.Filter.ALL);
        return store.list(filter, Math.clamp(limit, 1, LARGEST_LIST));
    }

    private void append(Severity severity, String subject, String text, Optional<Issue> issue) {
        store.append(new EventStore.NewEvent(clock.now(), severity, subject, text, issue));
        if (sincePruned.incrementAndGet() >= PRUNE_EVERY) {
            sincePruned.set(0);
            store.prune(KEPT);
        }
        changed.run();
    }
}

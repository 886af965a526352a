package io.leeward.processserver;

import io.leeward.kernel.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Things that somebody waits for: looked at several times a second, given up after their time. Thread-safe. */
final class Waiting {
    /** Time between two looks. */
    static final Duration PERIOD = Duration.ofMillis(100);

    private final Ticker ticker;
    private final Map<CompletableFuture<Boolean>, Wait> waits = new ConcurrentHashMap<>();

    private record Wait(Supplier<Boolean> over, long untilNanos) {}

    Waiting(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Completed with true once it is over, with false when the time is. */
    CompletableFuture<Boolean> until(Supplier<Boolean> over, Duration limit) {
        CompletableFuture<Boolean> future = new CompletableFuture<>();
        waits.put(future, new Wait(over, ticker.nanos() + limit.toNanos()));
        return future;
    }

    /** Looks at everything; called each {@link #PERIOD}. */
    void look() {
        for (Iterator<Map.Entry<CompletableFuture<Boolean>, Wait>> all =
                        waits.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<CompletableFuture<Boolean>, Wait> next = all.next();
            boolean over = next.getValue().over().get();
            if (over || ticker.nanos() - next.getValue().untilNanos() >= 0) {
                all.remove();
                Thread.ofVirtual().start(() -> next.getKey().complete(over));
            }
        }
    }
}

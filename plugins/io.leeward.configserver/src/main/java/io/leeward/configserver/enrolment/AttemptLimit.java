package io.leeward.configserver.enrolment;

import io.leeward.kernel.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what an address did within a window of time and says when it was too much. Thread-safe. */
public final class AttemptLimit {
    /** Window in which attempts are counted. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** Failed enrolments of one address within a window; beyond it nothing of that address is looked at. */
    public static final int MOST_FAILURES = 10;

    /** Challenges of one address within a window; machines behind one address enrol at the same time. */
    public static final int MOST_CHALLENGES = 600;

    /** Addresses remembered at most; the one longest unseen is forgotten first. */
    public static final int MOST_ADDRESSES = 10_000;

    private final int most;
    private final Ticker ticker;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Count(long windowEndsNanos, int attempts) {}

    /**
     * A limit for one kind of attempt.
     *
     * @param most attempts within a window
     */
    public AttemptLimit(int most, Ticker ticker) {
        this.most = most;
        this.ticker = ticker;
    }

    /** Whether an address has used up its attempts. */
    public synchronized boolean exhausted(String address) {
        Count count = counts.get(address);
        return count != null && count.windowEndsNanos() - ticker.nanos() > 0 && count.attempts() >= most;
    }

    /** Counts an attempt. */
    public synchronized void count(String address) {
        long now = ticker.nanos();
        counts.compute(
                address,
                (key, old) -> old == null || old.windowEndsNanos() - now <= 0
                        ? new Count(now + WINDOW.toNanos(), 1)
                        : new Count(old.windowEndsNanos(), old.attempts() + 1));
    }

    /** Addresses that are remembered now. */
    synchronized int addresses() {
        return counts.size();
    }
}

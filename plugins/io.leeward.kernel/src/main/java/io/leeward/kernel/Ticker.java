package io.leeward.kernel;

/** Monotonic time, injected. Used for intervals and time limits. */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since an arbitrary origin; never goes back within one process. */
    long nanos();
}
